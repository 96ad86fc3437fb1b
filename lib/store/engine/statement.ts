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

function insertFormat(text: string): RegExpExecArray | null {
  const tail = INSERT_TAIL.exec(text);
  return tail && !/\b(?:SELECT|WITH|FROM\s+INFILE)\b/i.test(text.slice(0, tail.index)) ? tail : null;
}

/** `INSERT … FORMAT x` rewritten to take its rows from a file. */
export function insertFromFile(text: string, quotedPath: string): string {
  const tail = insertFormat(text);
  if (!tail) throw new TypeError('not an insert of data');
  const { settings = '', format } = tail.groups as { settings?: string; format: string };
  return `${text.slice(0, tail.index)} FROM INFILE ${quotedPath}${settings} FORMAT ${format}`;
}

/** The output format: the statement's own, else the default asked for. */
export function formatOf(text: string, fallback: string): string {
  return /\bFORMAT\s+(\w+)(?:\s+SETTINGS\s[^()]*)?$/i.exec(text)?.[1] ?? fallback;
}

/** Whether an answer in this format can be sent block by block. */
export function isSeamless(format: string): boolean {
  return SEAMLESS.has(format);
}
