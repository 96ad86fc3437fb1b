import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const shared = process.env.LINGER_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));

/** The path of a reference file, below `../shared`; says so when it is not there, and tests that need it are left out. */
export function reference(path: string): string | undefined {
  const file = `${shared}/${path}`;
  if (existsSync(file)) return file;
  console.warn(`left out: ${file} is not there; LINGER_SHARED may name another folder`);
  return undefined;
}

/** A file of comma-separated values as its columns of texts by name. Quoted fields may hold commas, quotes and line ends. */
export function readColumns(file: string, separator = ','): Record<string, string[]> {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  const [header, ...lines] = records(text, separator);
  return Object.fromEntries(header!.map((name, at) => [name, lines.map((line) => line[at] ?? '')]));
}

function records(text: string, separator: string): string[][] {
  const field = new RegExp(`"((?:[^"]|"")*)"|([^${separator}\\r\\n]*)`, 'y');
  const lines: string[][] = [];
  let line: string[] = [];
  for (let at = 0; at < text.length; ) {
    field.lastIndex = at;
    const [whole, quoted, plain] = field.exec(text)!;
    line.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (text[at] === separator) {
      at++;
      if (at === text.length) line.push('');
      continue;
    }
    if (text[at] === '\r') at++;
    at++;
    lines.push(line);
    line = [];
  }
  return line.length > 0 ? [...lines, line] : lines;
}

/** Rows that a statement of DuckDB reads, for reference data in Parquet files. */
export async function readParquet(sql: string): Promise<Record<string, unknown>[]> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowObjectsJS() as Record<string, unknown>[];
  connection.closeSync();
  instance.closeSync();
  return rows;
}
