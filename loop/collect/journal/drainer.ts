import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, tellTrouble } from '#lib/core';
import { remedyOf, type Warehouse } from '#lib/store';
import { topic } from '#loop/access';
import { readFacts } from '../identity/fact.ts';
import type { Identity } from '../identity/identity.ts';
import { laneColumns } from '../receive/line.ts';
import { isRefusal } from './engine-error.ts';
import { type Pack, readPacks } from './event-pack.ts';
import { blockOf, EventsInDoubt, rowsOf } from './events-in-doubt.ts';
import type { Rows } from './frame.ts';
import type { Journal, Segment } from './journal.ts';
import { eventColumns, nativeChunks } from './native-block.ts';
import { refuse } from './refuse.ts';
import { refuseEvents } from './refuse-events.ts';
import { RejectsInDoubt } from './rejects-in-doubt.ts';
import { streamOf } from './stream-of.ts';
import { topicsOfEvents, topicsOfLines } from './touched-topics.ts';

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

const tables = { properties: 'person_properties', people: 'known_people' } as const;
/** What a lane changes of its project. */
const topics = { properties: topic.people, people: topic.events } as const;
/** How often it is said at most that the reach of a project's data moved on. */
const REACH_MS = 60_000;
/** So many pieces a segment is cut into at most where the engine has no memory for larger ones. */
const MOST_PIECES = 1024;
const NEWLINE = 10;

/**
 * Moves closed segments into the engine, one after the other, and deletes them. While the engine is away it waits and tries
 * again. Whatever went wrong on the way, each event is there once in the end: see `EventsInDoubt`.
 */
export class Drainer {
  private stopped = false;
  /** Segments that were tried in vain, with how many pieces they are sent in. */
  private readonly uncertain = new Map<string, number>();
  private readonly loop: Promise<void>;
  private pause = 0;
  /** Where segments are read into, one after the other. */
  private room: Buffer = NONE;
  private moved = 0;
  /** Why the last attempt failed, for the health page; absent when it did not. */
  trouble: unknown;
  private since = 0;
  private readonly reached = new Map<number, number>();

  constructor(
    private readonly journal: Journal,
    private readonly warehouse: Warehouse,
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
      this.uncertain.set(segment.name, this.piecesAfter(segment, error));
      if (this.troubled > TOLD_AFTER) tellTrouble('moving events into the engine', error);
      this.pause = Math.min(LONGEST_PAUSE, this.pause * 2 + 50);
      for (let waited = 0; waited < this.pause && !this.stopped; waited += TICK) await sleep(TICK);
    }
  }

  /** In how many pieces a segment goes at its next attempt: smaller ones each time the engine had no memory. */
  private piecesAfter({ name }: Segment, error: unknown): number {
    const pieces = this.uncertain.get(name) ?? 1;
    return remedyOf(error) === 'smaller' ? Math.min(MOST_PIECES, pieces * 4) : pieces;
  }

  private isInDoubt({ name, recovered }: Segment): boolean {
    return recovered || this.uncertain.has(name);
  }

  private async move(segment: Segment): Promise<void> {
    this.room = roomFor(segment, this.room);
    const rows = await this.journal.read(segment, this.room);
    const settled = await Promise.allSettled([
      this.identity.apply(readFacts(rows.links), segment.name),
      ...(['properties', 'people'] as const).map((lane) => this.tell(lane, segment, rows[lane])),
      this.moveRejects(segment, rows.rejects),
      this.moveEvents(segment, rows),
    ]);
    // only now: a second attempt beside the rest of the first could write events twice
    for (const one of settled) if (one.status === 'rejected') throw one.reason;
  }

  private async moveEvents(segment: Segment, rows: Rows): Promise<void> {
    const packs = readPacks(rows.events);
    if (packs.length === 0) return;
    if (this.isInDoubt(segment)) return this.moveMissing(segment, packs);
    const token = `${segment.name}:events`;
    try {
      await this.insertEvents(nativeChunks(packs), token, packs);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await refuseEvents(this.warehouse, [...rowsOf(packs)], token, error);
    }
  }

  private insertEvents(chunks: Iterable<Buffer>, token: string, packs: readonly Pack[]): Promise<void> {
    const named = topicsOfEvents(packs);
    return this.warehouse.insert('events', streamOf(chunks), {
      format: 'Native',
      columns: eventColumns,
      token,
      touches: [...named, ...this.reachOf(packs)],
    });
  }

  /** The reach of projects that have not said for a while that it moved. */
  private reachOf(packs: readonly Pack[]): string[] {
    const now = performance.now();
    const projects = new Set(packs.map(({ project }) => project.readUInt32LE(0)));
    const due = [...projects].filter((one) => now - (this.reached.get(one) ?? -REACH_MS) >= REACH_MS);
    for (const one of due) this.reached.set(one, now);
    return due.map(topic.reach);
  }

  /** What is told of people: the same rows twice say the same, so that they are simply sent again. */
  private async tell(lane: keyof typeof tables, segment: Segment, lines: readonly Buffer[]): Promise<void> {
    const options = {
      format: 'JSONCompactEachRow',
      columns: laneColumns[lane],
      touches: topicsOfLines(lines, topics[lane]),
    } as const;
    for (const body of cutLines(Buffer.concat(lines), this.uncertain.get(segment.name) ?? 1)) {
      try {
        await this.warehouse.insert(tables[lane], streamOf([body]), options);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        await refuse(this.warehouse, tables[lane], body, options, this.clock.now().getTime());
      }
    }
  }

  /** Rejects are counted, so that none may be there twice: in doubt only those go that are missing. */
  private async moveRejects(segment: Segment, lines: readonly Buffer[]): Promise<void> {
    const all = Buffer.concat(lines);
    if (all.length === 0) return;
    if (!this.isInDoubt(segment)) return this.insertRejects(all, `${segment.name}:rejects`);
    const rejects = new RejectsInDoubt(all);
    // the second time after a token was known without its rows; not for ever, since rows that are too old are not kept
    for (let round = 0; round < 2; round++) {
      await rejects.removeKnown(this.warehouse);
      if (rejects.size === 0) return;
      const token = tokenOf(segment, 'rejects', round, rejects);
      const bodies = cutLines(rejects.body, this.uncertain.get(segment.name) ?? 1);
      for (const [at, body] of bodies.entries())
        await this.insertRejects(body, bodies.length === 1 ? token : `${token}:${at}/${bodies.length}`);
    }
  }

  private async insertRejects(body: Buffer, token: string): Promise<void> {
    const options = {
      format: 'JSONCompactEachRow',
      columns: laneColumns.rejects,
      token,
      touches: [],
    } as const;
    try {
      await this.warehouse.insert('rejects', streamOf([body]), options);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await refuse(this.warehouse, 'rejects', body, options, this.clock.now().getTime());
    }
  }

  /**
   * The segment may have been written in part or whole before; what is there already is not written again. Rows that the engine
   * took for repeats by mistake, as after a crash between its note of the token and the rows, are found missing and sent again.
   */
  private async moveMissing(segment: Segment, packs: readonly Pack[]): Promise<void> {
    const events = new EventsInDoubt(packs);
    for (let round = 0; ; round++) {
      await events.removeKnown(this.warehouse);
      if (events.size === 0) break;
      const token = tokenOf(segment, 'events', round, events);
      const pieces = cutRows(events.rows, this.uncertain.get(segment.name) ?? 1);
      for (const [at, rows] of pieces.entries()) {
        const own = pieces.length === 1 ? token : `${token}:${at}/${pieces.length}`;
        try {
          await this.insertEvents([blockOf(rows)], own, packs);
        } catch (error) {
          if (!isRefusal(error)) throw error;
          events.forget(await refuseEvents(this.warehouse, rows, own, error));
        }
      }
    }
  }
}

/** The token of the first attempt where all is missing, so that this one, should it still be on its way, and ours are written once. */
function tokenOf(
  { name }: Segment,
  lane: string,
  round: number,
  { size, whole }: { size: number; whole: boolean },
): string {
  return round === 0 && whole ? `${name}:${lane}` : `${name}:${lane}:${round}:${size}`;
}

/** Some rows in so many pieces of about one size. */
function cutRows<Row>(rows: readonly Row[], pieces: number): Row[][] {
  const each = Math.max(1, Math.ceil(rows.length / pieces));
  return Array.from({ length: Math.ceil(rows.length / each) }, (_, at) =>
    rows.slice(at * each, (at + 1) * each),
  );
}

/** Lines in so many pieces of about one size. */
function cutLines(lines: Buffer, pieces: number): Buffer[] {
  const cut: Buffer[] = [];
  for (let start = 0; start < lines.length; ) {
    const near = lines.indexOf(NEWLINE, start + Math.ceil(lines.length / pieces) - 1);
    const end = near < 0 ? lines.length : near + 1;
    cut.push(lines.subarray(start, end));
    start = end;
  }
  return cut;
}

/** The room of before when it is large enough; small segments need none of their own. */
function roomFor({ length }: Segment, room: Buffer): Buffer {
  if (length <= room.length || length < LARGE) return room;
  return Buffer.allocUnsafeSlow(Math.ceil((length * 1.1) / LARGE) * LARGE);
}
