import { sql } from '#lib/sql';
import { localTable, markRemoved, type ReadOptions, type Warehouse } from '#lib/store';
import { topic, type Viewer } from '#loop/access';
import type { Scope } from '#loop/condition';
import { buildDays } from './build-days.ts';
import { dayBatches } from './day-batches.ts';
import { type DaySum, daySums, isSame } from './day-sums.ts';
import { type DayNumber, dayNumber, dayOf, onDays } from './days.ts';
import { differentDays } from './different-days.ts';
import { MOST_MOVES, type Moves, movedNumbers } from './moved-numbers.ts';
import { numberPeople, renumber } from './number-people.ts';
import type { Numbering } from './numbering.ts';

/** A day whose bitmaps are written. */
interface Built extends DaySum {
  readonly version: number;
  /** Whether every event of it has a bitmap of its own, and not only any event together. */
  readonly named: boolean;
}

/** What a question needs of days. */
export interface Needed {
  readonly events: readonly string[];
  readonly from: DayNumber | undefined;
  /** The day after the last. */
  readonly to: DayNumber;
}

/** The days of a question: those that are written, each with its version, those to be read from their events, and numbers that moved. */
export interface ReadyDays {
  readonly written: ReadonlyMap<DayNumber, number>;
  readonly read: readonly DayNumber[];
  readonly moves: Moves;
  /** Whether a day that is over is among those that are read. */
  readonly isBehind: boolean;
}

/** Days of a question that may be read from their events, beside the one that is not over: a third of them, two at least. */
const readAtMost = (days: number) => Math.max(2, Math.floor(days / 3));

/** From so many days on everybody gets a number at once: by person alone it is found without reading events. */
const A_MONTH = 31;
/** Bitmaps that no longer hold are kept for so long: a question may still read them. */
const GRACE_MS = 600_000;

/** How many days are written, how many of them were compared with their events, and how many said something else. */
export interface Checked {
  readonly days: number;
  readonly looked: number;
  readonly wrong: number;
}

interface Kept<T> {
  readonly version: number;
  readonly value: Promise<T>;
}

interface KeptMoves extends Kept<Moves> {
  /** How often numbers had been given by then. */
  readonly given: number;
}

/** The days of one project in one time zone: which are written and right, and how they are made so. */
export class ProjectDays {
  private built: Promise<Map<DayNumber, Built>> | undefined;
  private moves: KeptMoves | undefined;
  private sums = new Map<string, Kept<Map<DayNumber, DaySum>>>();
  private numbered = new Map<string, number>();
  private retired = false;

  constructor(
    private readonly warehouse: Warehouse,
    private readonly project: Viewer['project'],
    private readonly numbering: Numbering,
  ) {}

  /** Writes no more days: the project has another time zone. */
  retire(): void {
    this.retired = true;
  }

  get zone(): string {
    return this.project.timeZone;
  }

  /** What a question can be answered from; undefined while too much of it is not written. */
  async ready(scope: Scope, needed: Needed): Promise<ReadyDays | undefined> {
    const [sums, { all }] = await Promise.all([this.sumsOf(scope, needed), this.movesOf(scope)]);
    if (all.length > MOST_MOVES) return undefined;
    const built = await this.builtDays(scope);
    const today = dayNumber(scope.now, this.zone);
    const days = [...sums.keys()].filter((day) => day <= today);
    const named = needed.events.some((event) => event !== '*');
    const written = new Map<DayNumber, number>();
    for (const day of days) {
      const one = built.get(day);
      if (day < today && one && isSame(one, sums.get(day)) && (one.named || !named))
        written.set(day, one.version);
    }
    const read = days.filter((day) => !written.has(day));
    const over = read.filter((day) => day !== today).length;
    if (over > readAtMost(days.length)) return undefined;
    if (read.length > 0) await this.number(scope, read);
    return { written, read, moves: await this.movesOf(scope), isBehind: over > 0 };
  }

  /** Writes what is not written as its events are now, the newest days first. */
  async write(
    scope: Scope,
    signal: AbortSignal,
    progress: (done: number, of: number) => void,
  ): Promise<void> {
    await this.foldMoves(scope);
    const stale = await this.stale(scope);
    if (stale.size === 0) return;
    if (stale.size > A_MONTH) await this.number(scope, 'everybody');
    let done = 0;
    for (const days of dayBatches(stale)) {
      signal.throwIfAborted();
      progress(done, stale.size);
      await this.writeDays(scope, days);
      done += days.length;
    }
    progress(done, stale.size);
    await this.tidy(scope);
    // kept answers say that they were not read from it
    this.warehouse.versions.touch([topic.days(this.project.id)]);
  }

  /** Compares some days with their events; those that say something else are taken back, and written anew in time. */
  async check(scope: Scope, options: ReadOptions = {}): Promise<Checked> {
    const built = await this.builtDays(scope);
    const sums = await daySums(this.warehouse, scope, this.zone, {}, options);
    const days = [...built.keys()].filter((day) => isSame(built.get(day), sums.get(day)));
    const sample = [0, 1, 2].flatMap((i) => days[Math.floor(((i + 0.5) * days.length) / 3)] ?? []);
    const looked = [...new Set(sample)];
    const different = await differentDays(
      this.warehouse,
      { scope, timeZone: this.zone, now: scope.now },
      looked.map((day) => [day, built.get(day)!.version]),
    );
    const version = this.numbering.nextVersion(scope);
    await this.note(
      scope,
      different.map((day) => [day, { events: '0', ids: '0', version, named: false }]),
    );
    return { days: days.length, looked: looked.length, wrong: different.length };
  }

  private async stale(scope: Scope): Promise<Map<DayNumber, DaySum>> {
    const today = dayNumber(scope.now, this.zone);
    const [sums, built] = await Promise.all([
      daySums(this.warehouse, scope, this.zone, { to: today }),
      this.builtDays(scope),
    ]);
    return new Map([...sums].filter(([day, sum]) => !isSame(built.get(day), sum)));
  }

  private async writeDays(scope: Scope, days: readonly DayNumber[]): Promise<void> {
    const [from, to] = [Math.min(...days), Math.max(...days) + 1];
    const sums = () => daySums(this.warehouse, scope, this.zone, { from, to });
    const before = await sums();
    await Promise.all([this.number(scope, days), this.builtDays(scope)]);
    const version = this.numbering.nextVersion(scope);
    const given = { project: this.project.id, scope, timeZone: this.zone, now: scope.now, version };
    const named = await buildDays(this.warehouse, given, days);
    const after = await sums();
    // a day to which something came meanwhile is written again
    const right = days.filter((day) => isSame(before.get(day), after.get(day)));
    await this.note(
      scope,
      right.map((day) => [day, { ...after.get(day)!, version, named: named.has(day) }]),
    );
  }

  /** Moved numbers become those of the people they stand for now; the days they are in are taken back first. */
  private async foldMoves(scope: Scope): Promise<void> {
    for (;;) {
      const { all } = await this.movesOf(scope);
      if (all.length === 0) return;
      await this.renumber(scope, all);
    }
  }

  private async renumber(scope: Scope, numbers: readonly number[]): Promise<void> {
    // taken back under a later version than any that is written
    await this.builtDays(scope);
    await this.numbering.change(scope, async (last, version) => {
      const days = await this.warehouse.read<{ day: number }>(
        sql`SELECT DISTINCT ${dayOf(sql`time`, this.zone)} AS day FROM ${scope.events}
          WHERE raw_person IN (SELECT raw_person FROM ${scope.numbers} WHERE has(${[...numbers]}, number))`,
      );
      await this.note(
        scope,
        days.map(({ day }) => [Number(day), { events: '0', ids: '0', version, named: false }]),
      );
      await renumber(this.warehouse, { project: this.project.id, scope, last, version }, numbers);
      this.numbering.changed();
      this.numbered.clear();
      // answers that were on their way may have read old numbers beside new ones
      this.warehouse.versions.touch([topic.identity(this.project.id)]);
    });
  }

  private async movesOf(scope: Scope): Promise<Moves> {
    for (;;) {
      const moves = await this.readMoves(scope);
      if (moves.split.length === 0) return moves;
      // what stands for two people cannot be told apart in what is written
      await this.renumber(scope, moves.split);
    }
  }

  private async readMoves(scope: Scope): Promise<Moves> {
    const { id } = this.project;
    const version = this.warehouse.versions.of([topic.project(id), topic.identity(id)]);
    const { given } = this.numbering;
    // whoever got a number since may be somebody for whom a moved one stands
    const isKnown = async (kept: KeptMoves) =>
      kept.version === version && (kept.given === given || (await kept.value).all.length === 0);
    const known = this.moves;
    if (known && (await isKnown(known))) return known.value;
    const kept = { version, given, value: movedNumbers(this.warehouse, scope) };
    this.moves = kept;
    kept.value.catch(() => {
      if (this.moves === kept) this.moves = undefined;
    });
    return kept.value;
  }

  /** Shared by all who ask: whoever stops waiting must not end it for the others. */
  private sumsOf(scope: Scope, { from, to }: Needed): Promise<Map<DayNumber, DaySum>> {
    const version = this.eventsVersion();
    const key = `${from} ${to}`;
    const known = this.sums.get(key);
    if (known?.version === version) return known.value;
    const value = daySums(this.warehouse, scope, this.zone, { from, to });
    if (this.sums.size > 100) this.sums.clear();
    this.sums.set(key, { version, value });
    value.catch(() => this.sums.delete(key));
    return value;
  }

  /** Numbers for everybody of some days who has none; whatever of them is still to come counts too, since nobody tells when it has. */
  private async number(scope: Scope, days: readonly DayNumber[] | 'everybody'): Promise<void> {
    const key = typeof days === 'string' ? days : days.join();
    const version = this.eventsVersion();
    if (this.numbered.get(key) === version || this.numbered.get('everybody') === version) return;
    await this.numbering.change(scope, async (last, written) => {
      const { all } = await this.readMoves(scope);
      const where = days === 'everybody' ? undefined : onDays(days, this.zone);
      const given = { project: this.project.id, scope, last, version: written };
      if ((await numberPeople(this.warehouse, given, where, all)) > 0) this.numbering.changed();
    });
    if (this.numbered.size > 100) this.numbered.clear();
    this.numbered.set(key, version);
  }

  private eventsVersion(): number {
    return this.warehouse.versions.of([topic.project(this.project.id), topic.events(this.project.id)]);
  }

  private builtDays(scope: Scope): Promise<Map<DayNumber, Built>> {
    this.built ??= this.readBuilt(scope);
    this.built.catch(() => {
      this.built = undefined;
    });
    return this.built;
  }

  private async readBuilt(scope: Scope): Promise<Map<DayNumber, Built>> {
    // of other zones too, and of days that were written and not noted: no version is used twice
    const [used] = await this.warehouse.read<{ bitmaps: string; days: string }>(
      sql`SELECT (SELECT max(version) FROM ${scope.dayBitmaps}) AS bitmaps, (SELECT max(version) FROM ${scope.daysBuilt}) AS days`,
    );
    this.numbering.isUsed(Math.max(Number(used?.bitmaps ?? 0), Number(used?.days ?? 0)));
    await this.dropOtherZones(scope);
    const rows = await this.warehouse.read<DaySum & { day: number; newest: string; named: number }>(sql`
      SELECT day, max(version) AS newest, toString(argMax(events, version)) AS events, toString(argMax(ids, version)) AS ids,
        argMax(named, version) AS named FROM ${scope.daysBuilt} WHERE zone = ${this.zone} GROUP BY day`);
    const built = rows.map(({ day, newest, events, ids, named }): [DayNumber, Built] => [
      Number(day),
      { version: Number(newest), events, ids, named: Number(named) === 1 },
    ]);
    return new Map(built);
  }

  /** Days of an earlier time zone of the project: nobody takes them back when numbers change. */
  private async dropOtherZones(scope: Scope): Promise<void> {
    const others = await this.warehouse.read(
      sql`SELECT 1 FROM ${scope.daysBuilt} WHERE zone != ${this.zone} LIMIT 1`,
    );
    if (others.length === 0) return;
    const where = sql`project = ${sql.integer(this.project.id)} AND zone != ${this.zone}`;
    await markRemoved(this.warehouse, 'days_built', where, []);
  }

  private async note(scope: Scope, days: readonly (readonly [DayNumber, Built])[]): Promise<void> {
    if (days.length === 0 || this.retired) return;
    const built = await this.builtDays(scope);
    const lines = days.map(([day, { version, events, ids, named }]) =>
      JSON.stringify([this.project.id, this.zone, day, version, events, ids, Number(named)]),
    );
    // not used any more from here on, whether or not it is noted
    for (const [day] of days) built.delete(day);
    await this.warehouse.insert('days_built', Buffer.from(lines.join('\n')), {
      format: 'JSONCompactEachRow',
      columns: ['project', 'zone', 'day', 'version', 'events', 'ids', 'named'],
      touches: [],
    });
    for (const [day, one] of days) built.set(day, one);
  }

  /** Drops bitmaps that no longer hold, and puts all numbers into one part, which is read several times faster. */
  private async tidy(scope: Scope): Promise<void> {
    const built = await this.builtDays(scope);
    const versions = [...new Set([...built.values()].map(({ version }) => version))];
    const until = scope.now.getTime() - GRACE_MS;
    await markRemoved(
      this.warehouse,
      'person_days',
      sql`project = ${sql.integer(this.project.id)} AND version < ${sql.typed('UInt64', until)}
        AND NOT has(${sql.typed('Array(UInt64)', versions.map(BigInt))}, version)`,
      [],
    );
    await this.warehouse.run(sql`OPTIMIZE TABLE ${localTable(this.warehouse, 'person_numbers')} FINAL`, {
      touches: [],
    });
  }
}
