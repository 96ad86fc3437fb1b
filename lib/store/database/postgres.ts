import pg from 'pg';
import { databaseRejected, databaseUnreachable, wrongAddress } from '../faults.ts';
import type { Database } from './database.ts';
import { databaseFault } from './database-fault.ts';
import { isPostgresLost } from './is-postgres-lost.ts';
import { Lease, type LeaseOptions } from './lease.ts';
import { poolDatabase, withClient } from './pool-database.ts';

/** No statement of ours takes so long; scripts, which are migrations, may. */
const STATEMENT_MS = 30_000;

const REJECTED = new Set(['28P01', '28000', '3D000', '42501']);

/** Takes the right to write to the stores of a PostgreSQL server. */
export async function takeLease(url: string, options: LeaseOptions): Promise<Lease | undefined> {
  const address = hostOf(url);
  try {
    return await Lease.take(url, options);
  } catch (cause) {
    throw connectFault(cause, address) ?? databaseFault(cause);
  }
}

/** Rows on a PostgreSQL server, by connections that the holder of the lease alone may open. */
export async function openPostgres(url: string, lease?: Lease): Promise<Database> {
  const address = hostOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    // a server that hangs would otherwise be waited for without end
    query_timeout: STATEMENT_MS,
    ...(lease && { application_name: lease.connectionName, onConnect: (client) => lease.verify(client) }),
  });
  const faultOf = (cause: unknown) => connectFault(cause, address) ?? databaseFault(cause);
  const database = poolDatabase(pool, {
    engine: 'postgres',
    faultOf,
    alone: (name, work) =>
      withClient(pool, faultOf, async (client) => {
        await client.query('SELECT pg_advisory_lock(hashtextextended($1, 7300))', [name]);
        try {
          return await work();
        } finally {
          await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 7300))', [name]);
        }
      }),
    close: () => pool.end(),
  });
  try {
    await pool.query('SELECT 1');
  } catch (cause) {
    await pool.end();
    // what answered and is not lost, as a server without encryption or with a wrong certificate, does not mend by itself
    throw connectFault(cause, address) ?? databaseRejected({ address, detail: detailOf(cause) }, cause);
  }
  return database;
}

function connectFault(cause: unknown, address: string): Error | undefined {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (REJECTED.has(code)) return databaseRejected({ address, detail: detailOf(cause) }, cause);
  const lost = cause instanceof Error && isPostgresLost(cause);
  return lost ? databaseUnreachable({ address, detail: detailOf(cause) }, cause) : undefined;
}

function detailOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(detailOf).join(', ');
  return cause instanceof Error ? cause.message : String(cause);
}

function hostOf(url: string): string {
  const example = 'postgres://user:password@host:5432/database';
  // a slash or a question mark in a password would make its beginning the host
  if (!URL.canParse(url) || !/^postgres(ql)?:\/\/[^/?#]*(?:[/?#][^@]*)?$/.test(url))
    throw wrongAddress({ name: 'DATABASE_URL', example });
  return new URL(url).host;
}
