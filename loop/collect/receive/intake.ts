import { join } from 'node:path';
import type { Clock } from '#lib/core';
import { sql } from '#lib/sql';
import type { Database, Warehouse } from '#lib/store';
import { OWN_SOURCE } from '#loop/condition';
import { Identity } from '../identity/identity.ts';
import { Drainer } from '../journal/drainer.ts';
import { readPacks } from '../journal/event-pack.ts';
import { Journal } from '../journal/journal.ts';
import { Live } from '../live/live.ts';
import { DeviceClocks } from './clocks/device-clocks.ts';
import { type Arriving, type ArrivingBatch, type Receipt, Receiver } from './receiver.ts';
import { RecentIds } from './recent-ids.ts';

export interface IntakeOptions {
  /** The data folder; the journal lies in `journal` below it. */
  readonly folder: string;
  readonly warehouse: Warehouse;
  /** What keeps two processes on the same stores from merging people at the same time. */
  readonly database?: Pick<Database, 'alone'>;
  readonly clock: Clock;
  /** Whether the journal waits for the disk before it acknowledges; what `kill -9` leaves is whole without it. */
  readonly fsync?: boolean;
  /** Message ids that are remembered, so that a retry is harmless. */
  readonly rememberedIds?: number;
  /** Free bytes of the disk below which nothing is taken in. */
  readonly reserveBytes?: number;
}

export interface Backlog {
  /** Segments that wait for the engine. */
  readonly segments: number;
  /** Why the engine did not take the first of them. */
  readonly trouble: unknown;
  /** Milliseconds for which it has not. */
  readonly troubled: number;
  /** Files of the journal that could not be read any more and were set aside. */
  readonly damaged: number;
}

const REMEMBERED_IDS = 2_000_000;
const REMEMBERED_FACTS = 500_000;
const DAY = 86_400_000;

/** Takes events in, safely: from the request by way of the journal into the engine. One per data folder. */
export class Intake {
  readonly live = new Live();
  private readonly receiver: Receiver;

  private constructor(
    readonly identity: Identity,
    private readonly journal: Journal,
    private readonly drainer: Drainer,
    clock: Clock,
    ids: RecentIds,
    clocks: DeviceClocks,
  ) {
    const facts = new RecentIds(REMEMBERED_FACTS);
    this.receiver = new Receiver(journal, ids, facts, this.live, clock, clocks);
  }

  /** Opens the journal, takes up what the last run left in it, and begins to move it into the engine. */
  static async open(options: IntakeOptions): Promise<Intake> {
    const { warehouse, clock, fsync, reserveBytes } = options;
    const journal = await Journal.open({
      folder: join(options.folder, 'journal'),
      clock,
      fsync,
      reserveBytes,
    });
    const ids = await rememberedIds(journal, warehouse, clock, options.rememberedIds ?? REMEMBERED_IDS);
    const identity = await Identity.open(warehouse, options.database);
    const drainer = new Drainer(journal, warehouse, identity, clock);
    return new Intake(identity, journal, drainer, clock, ids, DeviceClocks.open(options.folder));
  }

  /** Resolves when the messages would survive `kill -9`; rejects with a fault when nothing of them was kept. */
  receive(arriving: Arriving): Promise<Receipt> {
    return this.receiver.receive(arriving);
  }

  /** The same of a batch that was not parsed yet, which takes a third of the time. */
  receiveBatch(arriving: ArrivingBatch): Promise<Receipt> {
    return this.receiver.receiveBatch(arriving);
  }

  /** Resolves when all that was acknowledged before can be seen by questions. */
  settle(): Promise<void> {
    return this.drainer.settle();
  }

  /** How the way from the journal into the engine is. */
  backlog(): Backlog {
    const { closed, damaged } = this.journal;
    return {
      segments: closed.length,
      trouble: this.drainer.trouble,
      troubled: this.drainer.troubled,
      damaged,
    };
  }

  /** Takes nothing more in; what the engine has not taken yet waits in the journal for the next start. */
  async close(): Promise<void> {
    await this.journal.close();
    if (!this.drainer.trouble) await this.drainer.settle();
    await this.drainer.stop();
  }
}

async function rememberedIds(
  journal: Journal,
  warehouse: Warehouse,
  clock: Clock,
  keep: number,
): Promise<RecentIds> {
  const ids = new RecentIds(keep);
  const since = new Date(clock.now().getTime() - DAY);
  const statement = sql`SELECT toUInt32(bitAnd(id, 4294967295)) AS low, toUInt32(bitShiftRight(id, 32)) AS high
    FROM events WHERE received >= ${since} AND (source = 'http' OR startsWith(source, ${OWN_SOURCE})) ORDER BY received DESC LIMIT ${sql.integer(keep)}`;
  for await (const { low, high } of warehouse.each<{ low: number; high: number }>(statement))
    ids.add(low, high);
  for (const segment of journal.closed) {
    const { events } = await journal.read(segment);
    for (const { rows, id } of readPacks(events))
      for (let row = 0; row < rows; row++) ids.add(id.readUInt32LE(row * 8), id.readUInt32LE(row * 8 + 4));
  }
  return ids;
}
