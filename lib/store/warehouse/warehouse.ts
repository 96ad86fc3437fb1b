import type { Readable } from 'node:stream';
import type { Sql } from '#lib/sql';
import type { Versions } from '../versions.ts';

export interface ReadOptions {
  /** Stops the statement in the engine when it fires. */
  signal?: AbortSignal;
  /** Seconds the statement may run; the engine's default when absent. */
  seconds?: number;
  /** Bytes the statement may use; the engine's default when absent. */
  bytes?: number;
  /** Settings of the engine for this statement. */
  settings?: EngineSettings;
  /** What a statement that writes may change; everything when absent. */
  touches?: readonly string[];
}

export type EngineSettings = Readonly<Record<string, string | number>>;

export interface InsertOptions {
  format: 'JSONEachRow' | 'JSONCompactEachRow' | 'CSV' | 'TSV' | 'Parquet' | 'Native';
  columns?: readonly string[];
  /**
   * The same token given twice writes at most once. An engine that was killed may know a token without its rows: who sends again
   * after that looks for them, and sends what is missing under another token.
   */
  token?: string;
  signal?: AbortSignal;
  /** What it may change; everything when absent. */
  touches?: readonly string[];
}

/**
 * The column store, always reached over ClickHouse's HTTP interface: the embedded engine and a cluster alike.
 * 64-bit integers come back as strings, so that none loses a digit; moments as ISO text, `2026-11-22T08:00:00.000Z`.
 */
export interface Warehouse {
  /** All rows of an answer, as objects. */
  read<Row>(statement: Sql, options?: ReadOptions): Promise<Row[]>;
  /** All rows as the lines of JSON that `read` parses, for who parses them elsewhere. */
  lines(statement: Sql, options?: ReadOptions): Promise<Buffer>;
  /** An answer too big for memory, row by row. */
  each<Row>(statement: Sql, options?: ReadOptions): AsyncIterable<Row>;
  /** An answer as bytes of a format, for downloads and backups. */
  bytes(
    statement: Sql,
    format: 'CSVWithNames' | 'JSONEachRow' | 'Parquet' | 'Native',
    options?: ReadOptions,
  ): Promise<Readable>;
  /** A statement that answers nothing: definitions, `INSERT … SELECT`. Gives the rows it wrote. */
  run(statement: Sql, options?: ReadOptions): Promise<{ written: number }>;
  /** Rows in, as bytes of a format; resolves when they survive `kill -9`. */
  insert(table: string, body: Readable | Uint8Array, options: InsertOptions): Promise<void>;
  /**
   * Rows in, turned on their way: an `INSERT … SELECT … FROM input('structure')` with the rows it reads. Gives the rows it wrote;
   * what it wrote before a fault may stay.
   */
  pour(
    statement: Sql,
    body: Readable,
    format: 'CSV' | 'Native',
    options?: ReadOptions,
  ): Promise<{ written: number }>;
  /** What has changed here, by the topics that writers say; touched when a statement that may write ends, well or badly. */
  readonly versions: Versions;
  /** Whether nobody else writes to these tables: so it is with an engine of our own, not with a server. */
  readonly alone: boolean;
  /** The cluster's name when there is one; tables are then replicated and distributed. */
  readonly cluster: string | undefined;
  /** Whom a server knows us as, for what it reads from itself on our behalf; undefined where nobody need say so. */
  readonly login?: { readonly user: string; readonly password: string } | undefined;
  close(): Promise<void>;
}
