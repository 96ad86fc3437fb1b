import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, tellTrouble } from '#lib/core';
import type { Columns } from '#lib/store';
import { readFacts } from '../identity/fact.ts';
import type { Identity } from '../identity/identity.ts';
import { laneColumns } from '../line.ts';
import { isRefusal } from './engine-error.ts';
import { type Pack, readPacks } from './event-pack.ts';
import { blockOf, EventsInDoubt, rowsOf } from './events-in-doubt.ts';
import type { Rows } from './frame.ts';
import type { Journal, Segment } from './journal.ts';
import { eventColumns, nativeChunks } from './native-block.ts';
import { refuse } from './refuse.ts';
import { refuseEvents } from './refuse-events.ts';
import { streamOf } from './stream-of.ts';

/** How long rows wait for company before they go to an idle engine. */
const GATHER = 200;
/** When so much comes in meanwhile, they wait longer: the engine takes a few large parts with less work than many small ones. */
const CROWD = 1 << 20;
const GATHER_CROWD = 600;
const TICK = 50;
const LONGEST_PAUSE = 5000;
/** A restart of the engine is no news yet. */
const TOLD_AFTER = 10_000;
/** How long a caller waits for an engine that is away. */
const PATIENCE = 15_000;

/** How long the bytes of the last segment are kept to be used again. */
const KEEP_ROOM = 5000;
const LARGE = 1 << 20;
const NONE = Buffer.alloc(0);

const tables = { properties: 'person_properties', people: 'known_people', rejects: 'rejects' } as const;

/**
 * Moves closed segments into the engine, one after the other, and deletes them. While the engine is away it waits and tries
 * again. Whatever went wrong on the way, each event is there once in the end: see `EventsInDoubt`.
 */
export class Drainer {
  private stopped = false;
  private readonly uncertain = new Set<string>();
  private readonly loop: Promise<void>;
  private pause = 0;
  /** Where segments are read into, one after the other. */
  private room: Buffer = NONE;
  private moved = 0;
  /** Why the last attempt failed, for the health page; absent when it did not. */
  trouble: unknown;
  private since = 0;

  constructor(
    private readonly journal: Journal,
    private readonly columns: Columns,
    private readonly identity: Identity,
    private readonly clock: Clock,
  ) {
    this.loop = this.run();
  }

  /** Resolves when all that was acknowledged before the call can be seen by questions; throws when the engine stays away. */
  async settle(): Promise<void> {
    await this.journal.rotate();
    const last = this.journal.closed.at(-1);
    const deadline = performance.now() + PATIENCE;
    while (last && this.journal.closed.includes(last) && !this.stopped) {
      if (this.trouble && performance.now() > deadline) throw this.trouble;
      await sleep(5);
    }
  }

  /** Milliseconds for which no attempt has succeeded. */
  get troubled(): number {
    return this.trouble === undefined ? 0 : performance.now() - this.since;
  }

  /** Stops after the segment on its way; what is left waits for the next start. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const segment = this.journal.closed[0];
      if (segment) await this.attempt(segment);
      else if (this.isDue()) await this.closeSegment();
      else await this.rest();
    }
  }

  /** A disk that fails at this moment must not end the loop: the segment is listed as closed all the same. */
  private async closeSegment(): Promise<void> {
    await this.journal
      .rotate()
      .catch((error: unknown) => tellTrouble('closing a part of the journal', error));
  }

  private async rest(): Promise<void> {
    await sleep(TICK);
    if (performance.now() - this.moved > KEEP_ROOM) this.room = NONE;
  }

  private isDue(): boolean {
    return this.journal.waited() >= (this.journal.gathered() < CROWD ? GATHER : GATHER_CROWD);
  }

  private async attempt(segment: Segment): Promise<void> {
    try {
      await this.move(segment);
      await this.journal.drop(segment);
      this.uncertain.delete(segment.name);
      this.pause = 0;
      this.trouble = undefined;
      this.moved = performance.now();
    } catch (error) {
      // a request that was given up may still be sending from it
      this.room = NONE;
      if (this.trouble === undefined) this.since = performance.now();
      this.trouble = error;
      this.uncertain.add(segment.name);
      if (this.troubled > TOLD_AFTER) tellTrouble('moving events into the engine', error);
      this.pause = Math.min(LONGEST_PAUSE, this.pause * 2 + 50);
      for (let waited = 0; waited < this.pause && !this.stopped; waited += TICK) await sleep(TICK);
    }
  }

  private async move(segment: Segment): Promise<void> {
    this.room = roomFor(segment, this.room);
    const rows = await this.journal.read(segment, this.room);
    const settled = await Promise.allSettled([
      this.identity.apply(readFacts(rows.links), segment.name),
      ...(['properties', 'people', 'rejects'] as const).map((lane) =>
        this.insert(tables[lane], lane, rows[lane], `${segment.name}:${lane}`),
      ),
      this.moveEvents(segment, rows),
    ]);
    // only now: a second attempt beside the rest of the first could write events twice
    for (const one of settled) if (one.status === 'rejected') throw one.reason;
  }

  private async moveEvents(segment: Segment, rows: Rows): Promise<void> {
    const packs = readPacks(rows.events);
    if (packs.length === 0) return;
    if (segment.recovered || this.uncertain.has(segment.name)) return this.moveMissing(segment, packs);
    const token = `${segment.name}:events`;
    try {
      await this.insertEvents(nativeChunks(packs), token);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await refuseEvents(this.columns, [...rowsOf(packs)], token, error);
    }
  }

  private insertEvents(chunks: Iterable<Buffer>, token: string): Promise<void> {
    return this.columns.insert('events', streamOf(chunks), {
      format: 'Native',
      columns: eventColumns,
      token,
    });
  }

  private async insert(
    table: string,
    lane: keyof typeof laneColumns,
    lines: readonly Buffer[],
    token: string,
  ): Promise<void> {
    if (lines.length === 0) return;
    const body = lines.length === 1 ? lines[0]! : Buffer.concat(lines);
    const options = { format: 'JSONCompactEachRow', columns: laneColumns[lane], token } as const;
    try {
      await this.columns.insert(table, streamOf([body]), options);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await refuse(this.columns, table, body, options, this.clock.now().getTime());
    }
  }

  /**
   * The segment may have been written in part or whole before; what is there already is not written again. Rows that the engine
   * took for repeats by mistake, as after a crash between its note of the token and the rows, are found missing and sent again.
   */
  private async moveMissing(segment: Segment, packs: readonly Pack[]): Promise<void> {
    const events = new EventsInDoubt(packs);
    for (let round = 0; ; round++) {
      const known = await events.removeKnown(this.columns);
      if (events.size === 0) break;
      const whole = round === 0 && known === 0;
      const token = whole ? `${segment.name}:events` : `${segment.name}:events:${round}:${events.size}`;
      try {
        await this.insertEvents([blockOf(events.rows)], token);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        events.forget(await refuseEvents(this.columns, events.rows, token, error));
      }
    }
  }
}

/** The room of before when it is large enough; small segments need none of their own. */
function roomFor({ length }: Segment, room: Buffer): Buffer {
  if (length <= room.length || length < LARGE) return room;
  return Buffer.allocUnsafeSlow(Math.ceil((length * 1.1) / LARGE) * LARGE);
}
