import { type Sql, Sql as SqlText, sql } from '#lib/sql';
import type { Part } from './cut.ts';

/** The rows of a part that was cut: line, then the fields of the file, then what is more than those. */
export function partSource({ path, firstLine }: Pick<Part, 'path' | 'firstLine'>, columns: number): Sql {
  const file = (names: readonly string[]) => sql`file(${path}, 'CSV', ${structure(names)})`;
  if (firstLine === undefined) return file(['line UInt64', ...fields(columns)]);
  return sql`(SELECT assumeNotNull(_row_number) + ${sql.integer(firstLine)} AS line, * FROM ${file(fields(columns))})`;
}

/** The same rows where they are sent along with the statement, each with the number of its line. */
export function sentSource(columns: number): Sql {
  return sql`input(${structure(['line UInt64', ...fields(columns)])})`;
}

function fields(columns: number): string[] {
  return [...Array.from({ length: columns }, (_, at) => `c${at + 1} String`), 'extra String'];
}

function structure(names: readonly string[]): SqlText {
  return new SqlText([`'${names.join(', ')}'`], []);
}
