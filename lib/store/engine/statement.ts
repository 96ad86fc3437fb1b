import { QUOTED } from './holes.ts';

/** What kind of work a statement is, which decides the way it is run. */
export type Kind = 'read' | 'insert-data' | 'write' | 'other';

const LEADING = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|\()*/;

/** Formats whose blocks may simply follow each other: no head, foot or row numbers. */
const SEAMLESS = new Set([
  'JSONEachRow',
  'JSONStringsEachRow',
  'JSONCompactEachRow',
  'JSONCompactStringsEachRow',
  'TabSeparated',
  'TSV',
  'TabSeparatedRaw',
  'TSVRaw',
  'CSV',
  'RowBinary',
  'Native',
  'LineAsString',
  'RawBLOB',
]);

/** The statement without its trailing semicolon and blanks. */
export function trimmed(text: string): string {
  return text.replace(/[\s;]+$/, '');
}

/** The kind of a trimmed statement. */
export function kindOf(text: string): Kind {
  const start = text.slice(LEADING.exec(text)?.[0].length ?? 0);
  const word = /^\w+/.exec(start)?.[0].toUpperCase() ?? '';
  if (word === 'SELECT' || word === 'WITH') return 'read';
  if (word !== 'INSERT') return 'other';
  return insertFormat(text) ? 'insert-data' : 'write';
}

const INSERT_TAIL =
  /(?<settings>\s+SETTINGS\s(?:(?!\bSELECT\b|\bVALUES\b).)*?)?\s+FORMAT\s+(?<format>\w+)\s*$/is;

const SELECTS = /\b(?:SELECT|WITH|FROM\s+INFILE)\b/i;
/** `input('structure')`, and the quoted texts it must not be looked for in. */
const INPUT = new RegExp(
  `(?<quoted>${QUOTED})|\\binput\\s*\\(\\s*(?<structure>'(?:[^'\\\\]|\\\\.)*')\\s*\\)`,
  'gis',
);

function insertFormat(text: string): RegExpExecArray | null {
  const tail = INSERT_TAIL.exec(text);
  if (!tail) return null;
  const head = text.slice(0, tail.index);
  return !SELECTS.test(head) || readsInput(head) ? tail : null;
}

function readsInput(text: string): boolean {
  return [...text.matchAll(INPUT)].some(({ groups }) => groups?.structure !== undefined);
}

/** `INSERT … FORMAT x` rewritten to take its rows from a file; also where they are selected from `input(…)`. */
export function insertFromFile(text: string, quotedPath: string): string {
  const tail = insertFormat(text);
  if (!tail) throw new TypeError('not an insert of data');
  const { settings = '', format } = tail.groups as { settings?: string; format: string };
  const head = text.slice(0, tail.index);
  if (!readsInput(head)) return `${head} FROM INFILE ${quotedPath}${settings} FORMAT ${format}`;
  const from = (found: string, ...rest: unknown[]) => {
    const { structure } = rest.at(-1) as { structure?: string };
    return structure === undefined ? found : `file(${quotedPath}, '${format}', ${structure})`;
  };
  return `${head.replace(INPUT, from)}${settings}`;
}

/** The output format: the statement's own, else the default asked for. */
export function formatOf(text: string, fallback: string): string {
  return /\bFORMAT\s+(\w+)(?:\s+SETTINGS\s[^()]*)?$/i.exec(text)?.[1] ?? fallback;
}

/** Whether an answer in this format can be sent block by block. */
export function isSeamless(format: string): boolean {
  return SEAMLESS.has(format);
}
