import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Database } from './database.ts';

/** What differs between the PostgreSQLs that rows may be on. */
export interface PoolParts {
  readonly engine: Database['engine'];
  /** What an error of the driver stands for. */
  faultOf(cause: unknown): unknown;
  readonly alone: Database['alone'];
  close(): Promise<void>;
}

/** 64-bit integers and numerics come as text by default; dates do so here. */
const DATE = 1082;
pg.types.setTypeParser(DATE, (text) => text);

/** Rows through a pool of connections. */
export function poolDatabase(pool: pg.Pool, { engine, faultOf, alone, close }: PoolParts): Database {
  // a connection that breaks is replaced at its next use, and who has it hears of it from his next statement;
  // without a listener it would end the process, whether it was idle or held by a transaction
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  let wroteAt = Number.NEGATIVE_INFINITY;
  const logQuery = (text: string) => {
    if (!/^\s*select\b/i.test(text)) wroteAt = performance.now();
  };
  return {
    db: drizzle(pool, { logger: { logQuery } }),
    get wroteAt() {
      return wroteAt;
    },
    engine,
    async query<Row>(text: string, values: readonly unknown[] = []) {
      try {
        return (await pool.query(text, [...values])).rows as Row[];
      } catch (cause) {
        throw faultOf(cause);
      }
    },
    async script(text) {
      await withClient(pool, faultOf, async (client) => {
        await client.query('BEGIN');
        await client.query(patient(text));
        await client.query('COMMIT');
      });
    },
    alone,
    close,
  };
}

/** A script may take longer than a statement of a request. */
const patient = (text: string): pg.QueryConfig & { query_timeout: number } => ({
  text,
  query_timeout: SCRIPT_MS,
});
const SCRIPT_MS = 3600_000;

/** Work on one connection, which is not used again when the work failed. */
export async function withClient<T>(
  pool: pg.Pool,
  faultOf: PoolParts['faultOf'],
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((cause: unknown) => Promise.reject(faultOf(cause)));
  let broken = false;
  try {
    return await work(client);
  } catch (cause) {
    broken = true;
    throw faultOf(cause);
  } finally {
    client.release(broken);
  }
}
