import { ClickHouseError } from '@clickhouse/client';
import { Fault } from '#lib/core';
import { quoteName, quoteText, Sql, sql } from '#lib/sql';
import type { Warehouse } from './warehouse.ts';

/**
 * Which number each of some numbers leads to, in the memory of every server. It is made from a table that each server keeps
 * whole (`everywhere`), with the columns `key`, `value` and `version`, so that no restart and no new server can lose it.
 */
export interface Lookup {
  readonly name: string;
  readonly key: string;
  readonly value: string;
  readonly table: string;
}

/**
 * Defines the look-up on every server, with the login the product itself has now; without one where a server does not know it
 * from itself, as an engine that stands behind a door of its own.
 */
export async function defineLookup(warehouse: Warehouse, lookup: Lookup): Promise<void> {
  const [here] = await warehouse.read<{ database: string }>(sql`SELECT currentDatabase() AS database`);
  const { cluster, login } = warehouse;
  const define = async (as: Warehouse['login']) => {
    await warehouse.run(new Sql([definition(lookup, { cluster, login: as }, here?.database ?? '')], []));
    await refreshLookup(warehouse, lookup);
  };
  try {
    await define(login);
  } catch (error) {
    if (!login || !isLoginRefused(error)) throw error;
    await define(undefined);
  }
}

function isLoginRefused(error: unknown): boolean {
  const cause = error instanceof Fault ? error.cause : error;
  return cause instanceof ClickHouseError && cause.code === '516';
}

/** The statement that defines a look-up; the server reads its own table as the login says, and looks for changes by itself. */
export function definition(
  { name, key, value, table }: Lookup,
  warehouse: Pick<Warehouse, 'cluster' | 'login'>,
  database: string,
): string {
  const rows = `SELECT ${key}, ${value} FROM ${quoteName(database)}.${quoteName(table)} FINAL`;
  const state = `SELECT sum(cityHash64(name)) FROM system.parts
    WHERE active AND database = ${quoteText(database)} AND table = ${quoteText(table)}`;
  const login = warehouse.login
    ? ` USER ${quoteText(warehouse.login.user)} PASSWORD ${quoteText(warehouse.login.password)}`
    : '';
  return `CREATE OR REPLACE DICTIONARY ${quoteName(name)}${on(warehouse)}
  (${key} UInt64, ${value} UInt64 DEFAULT 0) PRIMARY KEY ${key}
SOURCE(CLICKHOUSE(DB ${quoteText(database)}${login} QUERY ${quoteText(rows)} INVALIDATE_QUERY ${quoteText(state)}))
LAYOUT(HASHED_ARRAY()) LIFETIME(MIN 5 MAX 10)`;
}

/** Resolves when every server that can be reached looks up what its copy of the table holds now. */
export async function refreshLookup(
  warehouse: Warehouse,
  { name }: Pick<Lookup, 'name'>,
  touches?: readonly string[],
): Promise<void> {
  await warehouse.run(new Sql([`SYSTEM RELOAD DICTIONARY${on(warehouse)} ${quoteName(name)}`], []), {
    touches,
  });
}

/** Resolves when every server that can be reached has what was written to a table that each keeps whole. */
export async function settleEverywhere(warehouse: Warehouse, table: string): Promise<void> {
  if (warehouse.cluster === undefined) return;
  await warehouse.run(new Sql([`SYSTEM SYNC REPLICA${on(warehouse)} ${quoteName(table)}`], []), {
    touches: [],
  });
}

function on({ cluster }: Pick<Warehouse, 'cluster'>): string {
  return cluster === undefined ? '' : ` ON CLUSTER ${quoteName(cluster)}`;
}
