import { parseArgs } from 'node:util';
import { version } from '#app/product';
import { type Language, seenError } from '#lib/core';
import { faultWithin } from '#lib/store';
import type { Command, Option } from './command.ts';
import { commands } from './commands/index.ts';
import {
  interrupted,
  missingValue,
  missingWord,
  needlessValue,
  noPassword,
  notTogether,
  tooMuch,
  unexpected,
  unfinishedCommand,
  unknownCommand,
  unknownOption,
  wrongUsage,
} from './faults.ts';
import { everywhere, helpOf, helpOfAll } from './help.ts';
import { readEnvironment } from './settings/environment.ts';
import { languageOfShell, Terminal, widthOfShell } from './terminal.ts';

export const exitCodes = { done: 0, fault: 1, usage: 2, interrupted: 130 } as const;

type Variables = Readonly<Record<string, string | undefined>>;

/** Runs one line of the terminal; gives the exit code. */
export async function run(line: readonly string[], variables: Variables): Promise<number> {
  const terminal = new Terminal(
    languageOfShell(variables),
    line.includes('--json'),
    process.stdout,
    process.stderr,
    widthOfShell(variables, process.stdout),
  );
  try {
    return await dispatch(line, variables, terminal);
  } catch (error) {
    const fault = faultWithin(error);
    if (!fault) return broken(error, variables, terminal);
    terminal.fail(fault);
    if (fault.code === interrupted.code) return exitCodes.interrupted;
    return usage.has(fault.code) ? exitCodes.usage : exitCodes.fault;
  }
}

function broken(error: unknown, variables: Variables, terminal: Terminal): number {
  if (logOf(variables) === 'debug') console.error(error instanceof Error ? seenError(error).stack : error);
  terminal.fail(unexpected({ message: error instanceof Error ? error.message : String(error) }, error));
  return exitCodes.fault;
}

/** Settings that cannot be read are no reason to hide what broke. */
function logOf(variables: Variables): string | undefined {
  try {
    return readEnvironment(variables).log;
  } catch {
    return 'debug';
  }
}

async function dispatch(line: readonly string[], variables: Variables, terminal: Terminal): Promise<number> {
  const [first] = line;
  if (first === '--version' || first === '-v') {
    terminal.answer({ version }, { en: version, zh: version });
    return exitCodes.done;
  }
  if (first === 'help' && line.length > 1) return dispatch([...line.slice(1), '--help'], variables, terminal);
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    terminal.text(helpOfAll(commands, terminal));
    return exitCodes.done;
  }
  const command = find(line);
  const { values, positionals } = parse(command, line.slice(command.name.split(' ').length));
  if (values.help) {
    terminal.text(helpOf(command, terminal));
    return exitCodes.done;
  }
  requireWords(command, positionals, terminal.language);
  const { json: _json, help: _help, ...options } = values;
  await command.run({ options, words: positionals, environment: readEnvironment(variables), terminal });
  return exitCodes.done;
}

/** The command whose name begins the line; the longest wins. */
function find(line: readonly string[]): Command {
  const fits = ({ name }: Command) => name.split(' ').every((word, at) => line[at] === word);
  const [found] = commands.filter(fits).sort((a, b) => b.name.length - a.name.length);
  if (found) return found;
  const begun = commands.filter(({ name }) => name.startsWith(`${line[0]} `)).map(({ name }) => name);
  if (begun.length > 0) throw unfinishedCommand({ given: line[0] ?? '', allowed: begun.join(', ') });
  throw unknownCommand({
    given:
      line
        .filter((word) => !word.startsWith('-'))
        .slice(0, 2)
        .map(withoutSecret)
        .join(' ') || withoutSecret(line[0] ?? ''),
  });
}

function parse({ name, options }: Command, args: readonly string[]) {
  const kinds = Object.entries({ ...options, ...everywhere }).map(
    ([option, { hint }]: [string, Option]) =>
      [option, { type: hint ? ('string' as const) : ('boolean' as const) }] as const,
  );
  try {
    return parseArgs({ args: [...args], options: Object.fromEntries(kinds), allowPositionals: true });
  } catch (error) {
    throw optionFault(error, { name, options });
  }
}

/** What Node says of options, in the language of the shell. */
function optionFault(error: unknown, { name: command, options }: Pick<Command, 'name' | 'options'>): unknown {
  const { code = '', message = '' } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  const given = /--?[\w-]+/.exec(message)?.[0] ?? message;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return unknownOption({ given, command }, error);
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return error;
  return (options[given.slice(2)]?.hint ? missingValue : needlessValue)({ given, command }, error);
}

/** Faults of who typed the line. */
const usage = new Set(
  [
    unknownCommand,
    unfinishedCommand,
    unknownOption,
    missingValue,
    needlessValue,
    missingWord,
    tooMuch,
    wrongUsage,
    notTogether,
    noPassword,
  ].map(({ code }) => code),
);

function requireWords({ name, takes }: Command, words: readonly string[], language: Language): void {
  const most = takes === undefined ? 0 : takes.en.endsWith('…') ? Number.POSITIVE_INFINITY : 1;
  const optional = takes?.en.startsWith('[') ?? false;
  if (takes && !optional && words.length === 0) throw missingWord({ given: takes[language], command: name });
  // beside an email address it is probably the password
  const given = takes?.en === 'MAIL' ? '…' : words.slice(most).map(withoutSecret).join(' ');
  if (words.length > most) throw tooMuch({ given, command: name });
}

/** A word as it may be repeated: a setting without its value, an email address without the password behind it. */
function withoutSecret(word: string): string {
  return word.replace(/^(\w+[=＝]|[^\s:：]+@[^\s:：]+[:：]).*$/s, '$1…');
}
