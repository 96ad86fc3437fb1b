import type { Readable } from 'node:stream';
import type { Sql } from '#lib/sql';
import type { Columns, ReadOptions } from '#lib/store';

/** Rows that the engine reads by itself, or that are sent along with each statement where it cannot reach them. */
export interface Reading {
  /** Rows of line, c1 … cN, extra. */
  readonly from: Sql;
  readonly sent?: { readonly format: 'CSV' | 'Native'; open(): Promise<Readable> };
}

/** Runs an `INSERT … SELECT` that reads these rows. */
export async function runPart(
  columns: Columns,
  { sent }: Reading,
  statement: Sql,
  options: ReadOptions,
): Promise<void> {
  if (!sent) await columns.run(statement, options);
  else await columns.pour(statement, await sent.open(), sent.format, options);
}
