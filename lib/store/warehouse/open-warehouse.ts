import { mkdir } from 'node:fs/promises';
import { ClickHouseError } from '@clickhouse/client';
import { inBackground } from '#lib/core';
import type { Lease } from '../database/lease.ts';
import { type Address, Supervisor } from '../engine/supervisor.ts';
import {
  engineRestarting,
  folderReadOnly,
  warehouseReadOnly,
  warehouseRejected,
  warehouseUnreachable,
  wrongAddress,
} from '../faults.ts';
import { outsideCauseOf } from '../folder/folder-fault.ts';
import { checkServer, isReadOnly } from './check-server.ts';
import { ClickHouseWarehouse, type Link, newClient } from './clickhouse.ts';
import type { EngineSettings, Warehouse } from './warehouse.ts';

/** Texts with many ids or columns are longer than a server takes by default; our inserts are batches, which need no gathering. */
const SERVER: EngineSettings = { max_query_size: String(64 * 1024 ** 2), async_insert: 0 };

/**
 * What the same statements need to be right on a cluster. People who became one may lie on different shards, so a table asked
 * within a question is gathered from all of them; rows are on their shards when an insert answers; reads and writes take the
 * same replica of a shard, so that what was written is seen; a server that is down does not hold up a definition.
 */
export const clusterSettings: EngineSettings = {
  distributed_product_mode: 'global',
  distributed_foreground_insert: 1,
  prefer_localhost_replica: 0,
  load_balancing: 'in_order',
  distributed_ddl_output_mode: 'none_only_active',
  distributed_ddl_task_timeout: '30',
};

/** How long a server may take to answer the greeting. */
const GREETING_MS = 10_000;

export interface WarehouseOptions {
  readonly dataDir: string;
  /** A ClickHouse server, `http://user:password@host:8123/database?cluster=name`; the embedded engine when absent. */
  readonly url?: string | undefined;
  /** By which right a server is written to; without one nobody is asked. */
  readonly lease?: Lease | undefined;
  /** Whether the embedded engine keeps small; decided by the machine's memory when absent. */
  readonly lowMemory?: boolean | undefined;
  /** The database of the embedded engine; `linger` when absent. */
  readonly database?: string | undefined;
}

/** The column store with where its embedded engine listens, when it is one. */
export interface OpenWarehouse extends Warehouse {
  /** For tools of the same machine, and for `doctor`; undefined with a server of one's own. */
  engine(): Promise<Address & { readonly database: string }> | undefined;
}

/** Opens the column store: starts the embedded engine, or greets a ClickHouse server. */
export async function openWarehouse(options: WarehouseOptions): Promise<OpenWarehouse> {
  return options.url ? openServer(options.url, options.lease) : openEmbedded(options);
}

async function openEmbedded({
  dataDir,
  lowMemory,
  database = 'linger',
}: WarehouseOptions): Promise<OpenWarehouse> {
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (cause) {
    throw (await outsideCauseOf(dataDir, cause)) ?? folderReadOnly({ folder: dataDir }, cause);
  }
  const supervisor = await Supervisor.open({ dataDir, ...(lowMemory === undefined ? {} : { lowMemory }) });
  return attach(
    () => supervisor.address(),
    database,
    () => supervisor.close(),
    () => supervisor.replace(),
  );
}

/** `Columns` over an engine that someone else starts and keeps. */
export function attach(
  address: () => Promise<Address>,
  database: string,
  close: () => Promise<void> = () => Promise.resolve(),
  silent?: () => void,
): OpenWarehouse {
  let current: { password: string; client: ReturnType<typeof newClient> } | undefined;
  const link: Link = {
    alone: true,
    cluster: undefined,
    async client() {
      const { url, password } = await address();
      // each start of the engine has its own password, but may be given the port of the last
      if (current?.password !== password) {
        if (current) inBackground('leaving an engine that ended', current.client.close());
        current = { password, client: newClient(url, password, database) };
      }
      return current.client;
    },
    lost: (cause) => engineRestarting({}, cause),
    async ping(signal) {
      const { ok } = await fetch(new URL('/ping', (await address()).url), { signal });
      if (!ok) throw engineRestarting({});
    },
    ...(silent && { silent }),
    async close() {
      await current?.client.close();
      await close();
    },
  };
  const engine = async () => ({ ...(await address()), database });
  return Object.assign(new ClickHouseWarehouse(link), { engine });
}

async function openServer(given: string, lease: Lease | undefined): Promise<OpenWarehouse> {
  const url = parse(given);
  const cluster = url.searchParams.get('cluster') ?? undefined;
  url.searchParams.delete('cluster');
  const address = url.host;
  const client = newClient(url.href, undefined, undefined, {
    ...SERVER,
    ...(cluster ? clusterSettings : {}),
  });
  const greeter = newClient(url.href, undefined, undefined);
  const lost = (cause: unknown, detail = cause instanceof Error ? cause.message : String(cause)) =>
    warehouseUnreachable({ address, detail }, cause);
  const warehouse = new ClickHouseWarehouse({
    alone: false,
    cluster,
    ...(lease && { lease }),
    login: loginOf(url),
    client: () => Promise.resolve(client),
    lost,
    async ping(signal) {
      const greeting = await greeter.ping({ select: false, abort_signal: signal });
      if (!greeting.success) throw greeting.error;
    },
    async close() {
      await Promise.all([client.close(), greeter.close()]);
    },
  });
  const patience = AbortSignal.timeout(GREETING_MS);
  const greeting = await client.ping({ select: true, abort_signal: patience });
  if (!greeting.success) {
    await client.close();
    if (isReadOnly(greeting.error)) throw warehouseReadOnly({ address }, greeting.error);
    throw isRefusal(greeting.error)
      ? warehouseRejected({ address, detail: greeting.error.message }, greeting.error)
      : lost(greeting.error, patience.aborted ? `no answer in ${GREETING_MS / 1000} s` : undefined);
  }
  await checkServer(warehouse, address).catch(async (cause: unknown) => {
    await client.close();
    throw cause;
  });
  return Object.assign(warehouse, { engine: () => undefined });
}

/** What a server that is there says for a while: too many questions, no memory, no Keeper, a limit of time. */
const MAY_PASS = new Set(['202', '241', '999', '242', '439', '159', '160', '209', '210', '279']);

/** Whether a server answered that it does not take us, which does not mend by itself. */
const isRefusal = (cause: unknown) => cause instanceof ClickHouseError && !MAY_PASS.has(cause.code);

/** A server asks for it where it reads its own tables for a look-up. */
function loginOf({ username, password }: URL): Warehouse['login'] {
  if (username === '' && password === '') return undefined;
  return { user: decodeURIComponent(username) || 'default', password: decodeURIComponent(password) };
}

function parse(given: string): URL {
  const example = 'http://user:password@host:8123/database?cluster=name';
  // a slash or a question mark in a password would make its beginning the host
  if (!URL.canParse(given) || !/^https?:\/\/[^/?#]*(?:[/?#][^@]*)?$/.test(given))
    throw wrongAddress({ name: 'CLICKHOUSE_URL', example });
  return new URL(given);
}
