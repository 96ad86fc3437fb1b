import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

declare const connection: unique symbol;
declare const cursor: unique symbol;
/** One native connection: settings and parameters of its own, tables shared with all others. */
export type Connection = { readonly [connection]: true };
type Cursor = { readonly [cursor]: true };

/**
 * The native half of `chdb`. Its public `Session` hides two things needed here: how many rows an
 * `INSERT … SELECT` wrote, and opening a connection without an exit hook that waits for running statements.
 */
interface Native {
  CreateConnection(path: string, args?: readonly string[]): Connection | undefined;
  CloseConnection(connection: Connection): void;
  QueryWithConnection(connection: Connection, text: string, format: string): string;
  QueryAsyncConnection(connection: Connection, text: string, format: string): Promise<{ bytes: Buffer }>;
  InsertRawAsyncConnection(
    connection: Connection,
    text: string,
    data: Buffer,
    countLines: boolean,
  ): Promise<{ rowsWritten: number; bytesWritten: number }>;
  StreamQuery(connection: Connection, text: string, format: string): Cursor;
  StreamFetch(cursor: Cursor): Promise<{ bytes: Buffer; numRows: number; done: boolean }>;
  StreamCancel(cursor: Cursor): void;
}

const require = createRequire(import.meta.url);
const loader = join(dirname(require.resolve('chdb/package.json')), 'dist', 'loader.js');
export const native: Native = (require(loader) as { loadNative(): Native }).loadNative();
