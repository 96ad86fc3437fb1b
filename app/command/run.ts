import { parseArgs } from 'node:util';
import { version } from '#app/server';
import { faultWithin } from '#lib/store';
import type { Command, Option } from './command.ts';
import { commands } from './commands.ts';
import { readEnvironment } from './environment.ts';
import {
  badOption,
  missingWord,
  tooMuch,
  unexpected,
  unknownCommand,
  unknownOption,
  wrongUsage,
} from './faults.ts';
import { everywhere, helpOf, helpOfAll } from './help.ts';
import { languageOfShell, Terminal } from './terminal.ts';

export const exitCodes = { done: 0, fault: 1, usage: 2 } as const;

type Variables = Readonly<Record<string, string | undefined>>;

/** Runs one line of the terminal; gives the exit code. */
export async function run(line: readonly string[], variables: Variables): Promise<number> {
  const terminal = new Terminal(
    languageOfShell(variables),
    line.includes('--json'),
    process.stdout,
    process.stderr,
  );
  try {
    return await dispatch(line, variables, terminal);
  } catch (error) {
    const fault = faultWithin(error);
    if (!fault) return broken(error, variables, terminal);
    terminal.fail(fault);
    return usage.has(fault.code) ? exitCodes.usage : exitCodes.fault;
  }
}

function broken(error: unknown, variables: Variables, terminal: Terminal): number {
  if (variables.LINGER_LOG === 'debug') console.error(error);
  terminal.fail(unexpected({ message: error instanceof Error ? error.message : String(error) }, error));
  return exitCodes.fault;
}

async function dispatch(line: readonly string[], variables: Variables, terminal: Terminal): Promise<number> {
  const [first] = line;
  if (first === '--version' || first === '-v') {
    terminal.text(version);
    return exitCodes.done;
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    terminal.text(helpOfAll(commands, terminal.language));
    return exitCodes.done;
  }
  const command = find(line);
  const { values, positionals } = parse(command, line.slice(command.name.split(' ').length));
  if (values.help) {
    terminal.text(helpOf(command, terminal.language));
    return exitCodes.done;
  }
  requireWords(command, positionals);
  const { json: _json, help: _help, ...options } = values;
  await command.run({ options, words: positionals, environment: readEnvironment(variables), terminal });
  return exitCodes.done;
}

/** The command whose name begins the line; the longest wins. */
function find(line: readonly string[]): Command {
  const fits = ({ name }: Command) => name.split(' ').every((word, at) => line[at] === word);
  const [found] = commands.filter(fits).sort((a, b) => b.name.length - a.name.length);
  if (found) return found;
  throw unknownCommand({
    given:
      line
        .filter((word) => !word.startsWith('-'))
        .slice(0, 2)
        .join(' ') ||
      line[0] ||
      '',
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
    throw optionFault(error, name);
  }
}

/** What Node says of options, in the language of the shell. */
function optionFault(error: unknown, command: string): Error {
  const { code = '', message = '' } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  const given = /--?[\w-]+/.exec(message)?.[0] ?? message;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return unknownOption({ given, command }, error);
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return badOption({ given, command }, error);
  return wrongUsage({ reason: message.split('. ')[0] ?? '', command }, error);
}

/** Faults of who typed the line. */
const usage = new Set(
  [unknownCommand, wrongUsage, missingWord, tooMuch, unknownOption, badOption].map(({ code }) => code),
);

function requireWords({ name, takes }: Command, words: readonly string[]): void {
  const wanted = takes?.split(' ') ?? [];
  const many = wanted.some((word) => word.endsWith('…'));
  if (words.length < wanted.length)
    throw missingWord({ given: wanted.slice(words.length).join(' '), command: name });
  if (words.length > wanted.length && !many)
    throw tooMuch({ given: words.slice(wanted.length).join(' '), command: name });
}
