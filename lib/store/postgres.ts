import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { rowsRejected, rowsUnreachable, wrongAddress } from './faults.ts';
import { isPostgresLost } from './is-postgres-lost.ts';
import { rowFault } from './row-fault.ts';
import type { Rows } from './rows.ts';

const REJECTED = new Set(['28P01', '28000', '3D000', '42501']);
/** Types the driver would turn into something else than PGlite does: dates become text on both. */
const DATE = 1082;

/** Rows on a PostgreSQL server. */
export async function openPostgres(url: string): Promise<Rows> {
  const address = hostOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: (oid, format) =>
        oid === DATE ? (text: string) => text : pg.types.getTypeParser(oid, format),
    },
  });
  // a connection that breaks is replaced at its next use, and who has it hears of it from his next statement;
  // without a listener it would end the process, whether it was idle or held by a transaction
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await pool.query('SELECT 1');
  } catch (cause) {
    await pool.end();
    throw connectFault(cause, address) ?? rowsUnreachable({ address, detail: detailOf(cause) }, cause);
  }
  return poolRows(pool, address);
}

function poolRows(pool: pg.Pool, address: string): Rows {
  const told = (cause: unknown) => connectFault(cause, address) ?? rowFault(cause);
  const withClient = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect().catch((cause: unknown) => Promise.reject(told(cause)));
    let broken = false;
    try {
      return await work(client);
    } catch (cause) {
      broken = true;
      throw told(cause);
    } finally {
      client.release(broken);
    }
  };
  return {
    db: drizzle(pool),
    engine: 'postgres',
    async query<Row>(text: string, values: readonly unknown[] = []) {
      try {
        return (await pool.query(text, [...values])).rows as Row[];
      } catch (cause) {
        throw told(cause);
      }
    },
    script: (text) =>
      withClient(async (client) => {
        await client.query('BEGIN');
        await client.query(text);
        await client.query('COMMIT');
      }),
    alone: (name, work) =>
      withClient(async (client) => {
        await client.query('SELECT pg_advisory_lock(hashtextextended($1, 7300))', [name]);
        try {
          return await work();
        } finally {
          await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 7300))', [name]);
        }
      }),
    close: () => pool.end(),
  };
}

function connectFault(cause: unknown, address: string): Error | undefined {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (REJECTED.has(code)) return rowsRejected({ address, detail: detailOf(cause) }, cause);
  const lost = cause instanceof Error && isPostgresLost(cause);
  return lost ? rowsUnreachable({ address, detail: detailOf(cause) }, cause) : undefined;
}

function detailOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(detailOf).join(', ');
  return cause instanceof Error ? cause.message : String(cause);
}

function hostOf(url: string): string {
  const example = 'postgres://user:password@host:5432/database';
  if (!URL.canParse(url) || !/^postgres(ql)?:/.test(url))
    throw wrongAddress({ name: 'DATABASE_URL', example });
  return new URL(url).host;
}
