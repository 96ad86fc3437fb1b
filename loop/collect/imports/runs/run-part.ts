import type { Readable } from 'node:stream';
import { Fault } from '#lib/core';
import type { Sql } from '#lib/sql';
import type { EngineSettings, Warehouse } from '#lib/store';
import type { Size } from './persist.ts';

/** Rows that the engine reads by itself, or that are sent along with each statement where it cannot reach them. */
export interface Reading {
  /** Rows of line, c1 … cN, extra. */
  readonly from: Sql;
  readonly sent?: { readonly format: 'CSV' | 'Native'; open(blockRows: number): Promise<Readable> };
}

/** Runs an `INSERT … SELECT` that reads these rows. */
export async function runPart(
  warehouse: Warehouse,
  { sent }: Reading,
  statement: Sql,
  { settings, size, signal }: { settings: EngineSettings; size: Size; signal?: AbortSignal | undefined },
): Promise<void> {
  const options = { settings: { ...settings, ...size.settings }, ...(signal && { signal }) };
  if (!sent) {
    await warehouse.run(statement, options);
    return;
  }
  const rows = await sent.open(size.blockRows);
  try {
    await warehouse.pour(statement, rows, sent.format, options);
  } catch (error) {
    // rows that break off look to the engine's side like an engine that is away, which would be tried again
    throw rows.errored instanceof Fault ? rows.errored : error;
  }
}
