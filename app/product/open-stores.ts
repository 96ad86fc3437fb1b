import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault, Words } from '#lib/core';
import {
  type Database,
  foreignWithin,
  lockFolder,
  noStore,
  openDatabase,
  openWarehouse,
  placeOf,
  refuseOtherPlaces,
  refuseOtherUser,
  takeForeignRights,
  takeLease,
  type Warehouse,
} from '#lib/store';
import type { BackupSettings } from './backups/settings.ts';

/** Where an installation keeps its things. */
export interface ProductOptions {
  /** The data folder. */
  readonly data: string;
  /** A ClickHouse server; the embedded engine when absent. */
  readonly warehouseUrl?: string;
  /** A PostgreSQL; the embedded one when absent. */
  readonly databaseUrl?: string;
  readonly backups?: BackupSettings;
  /** Hears of what opening does that takes time or that somebody wants to know later. */
  readonly tell?: (words: Words) => void;
  /** Hears that the stores are another Linger's, which is looked at for a while whether it lives. */
  onHeld?(holder: Fault): void;
}

/** Both stores of a folder that is ours alone, in whatever shape they are. */
export interface Stores {
  readonly database: Database;
  readonly warehouse: Warehouse;
  /** Resolves when another Linger has taken servers over from us. */
  readonly lost: Promise<Fault>;
  /** What is to end before the stores close; the last comes first. */
  beforeClose(end: () => Promise<unknown>): void;
  close(): Promise<void>;
}

/** Locks the folder and opens both stores. One at a time per folder. New ones are made only where that is meant. */
export async function openStores(
  { data, warehouseUrl, databaseUrl, onHeld }: ProductOptions,
  makes: boolean,
): Promise<Stores> {
  const ends: (() => Promise<unknown>)[] = [];
  const close = () => endAll(ends.splice(0).reverse());
  if (!makes && !existsSync(data)) throw noStore({ folder: data });
  refuseOtherUser(data);
  refuseOtherPlaces(data, { rows: placeOf(databaseUrl), columns: placeOf(warehouseUrl) });
  const lacks = (part: string, url: string | undefined) => url === undefined && !existsSync(join(data, part));
  if (!makes && (lacks('rows', databaseUrl) || lacks('columns', warehouseUrl)))
    throw noStore({ folder: data });
  try {
    // ours alone; when it cannot be made, the lock below says so in words
    await mkdir(data, { recursive: true, mode: 0o700 }).catch(() => undefined);
    const lock = await lockFolder(data);
    ends.push(() => lock.release());
    const foreign = await foreignWithin(data);
    if (foreign) throw foreign;
    await takeForeignRights(data);
    // the lock of the folder is enough where the database lies in it
    const lease = databaseUrl && (await takeLease(databaseUrl, { folder: data, makes, onWait: onHeld }));
    if (lease) ends.push(() => lease.release());
    const held = lease ? { lease } : {};
    const [database, warehouse] = await both(
      openDatabase({ dataDir: data, url: databaseUrl, ...held }),
      openWarehouse({ dataDir: data, url: warehouseUrl, ...held }),
      (store) => ends.push(() => store.close()),
    );
    const lost = Promise.race([lock.lost, ...(lease ? [lease.lost] : [])]);
    return { database, warehouse, lost, beforeClose: (end) => ends.push(end), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Both stores at once; what opened is handed over for closing even when the other did not. */
async function both<A, B>(a: Promise<A>, b: Promise<B>, opened: (store: A | B) => void): Promise<[A, B]> {
  const settled = await Promise.allSettled([a, b]);
  for (const one of settled) if (one.status === 'fulfilled') opened(one.value);
  return Promise.all([a, b]);
}

/** One that fails does not keep the others from ending. */
async function endAll(ends: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const end of ends) await end().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
