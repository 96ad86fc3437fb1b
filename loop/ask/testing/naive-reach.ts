import type { EventPattern } from '#loop/condition';
import { localDay, localMidnight } from './naive-calendar.ts';
import type { Happening, World } from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What the rules of the data's reach say, walked through moment by moment of a world: no weeks, no stretches. */
export class NaiveReach {
  private readonly sources: readonly NaiveSource[];

  /** @param wholeDaysOf the time zone in whose days the last one counts as whole, by weeks and months */
  constructor(world: World, patterns: readonly EventPattern[], wholeDaysOf?: string) {
    const all = [...new Set(world.events.map(({ source = 'http' }) => source))].map(
      (name) => new NaiveSource(world, name, wholeDaysOf),
    );
    const senders = all.filter((source) => patterns.some(({ event }) => source.sends(event)));
    this.sources = senders.length > 0 ? senders : all;
  }

  /** Whether it is known that what is not there before a moment did not happen. */
  knows(moment: number): boolean {
    if (this.sources.some((source) => source.knows(moment))) return true;
    const before = this.sources.flatMap((one) =>
      one
        .ends()
        .filter((end) => end < moment)
        .map((end) => ({ one, end })),
    );
    const after = this.sources.flatMap((one) =>
      one
        .begins()
        .filter((at) => at >= moment)
        .map((at) => ({ one, at })),
    );
    return before.some(({ one, end }) =>
      after.some(({ one: next, at }) => next !== one && at - end <= Math.max(one.pause, next.pause)),
    );
  }

  /** The same of all moments between two, but for those before the first event of all. */
  knowsAll(from: number, to: number): boolean {
    const first = Math.min(...this.sources.flatMap((source) => source.begins()));
    const moments = this.sources.flatMap((source) =>
      [...source.begins(), ...source.ends()].map((at) => at + 1),
    );
    return (
      this.knows(to) &&
      to > first &&
      [from + 1, ...moments].every((at) => at <= from || at > to || at <= first || this.knows(at))
    );
  }

  /** Whether all of a period is known, or nothing had been sent yet when it ended. */
  isWhole(from: number, to: number): boolean {
    const first = Math.min(...this.sources.flatMap((source) => source.begins()));
    return to <= first || this.knowsAll(from, to);
  }

  /** Whether it knows any moment between two, or is yet to know its first. */
  knowsAny(from: number, to: number): boolean {
    const begins = this.sources.flatMap((source) => source.begins());
    if (to <= Math.min(...begins)) return true;
    const moments = [from + 1, to, ...begins.map((at) => at + 1)];
    return moments.some((at) => at > from && at <= to && this.knows(at));
  }
}

class NaiveSource {
  private readonly events: readonly Happening[];
  private readonly now: number;
  readonly pause: number;
  private known: { readonly begins: readonly number[]; readonly ends: readonly number[] } | undefined;

  constructor(
    private readonly world: World,
    name: string,
    private readonly wholeDaysOf: string | undefined,
  ) {
    this.now = world.now.getTime();
    const own = world.events.filter(({ source = 'http' }) => source === name).sort((a, b) => a.time - b.time);
    // how a source sends is told by whole weeks: what it sent ahead of time in this one is among it
    const week = ({ time }: Happening) => Math.floor((time / DAY + 3) / 7);
    this.events = own.filter((event) => own.find((other) => week(other) === week(event))!.time <= this.now);
    this.pause = Math.max(3 * DAY, this.rare());
  }

  sends(event: string): boolean {
    return event === '*' || this.events.some((one) => one.event === event);
  }

  /** A moment after an event of it, and before the next one or its end. */
  knows(moment: number): boolean {
    const begins = this.begins();
    const ends = this.ends();
    return begins.some((begin, i) => begin < moment && moment <= ends[i]!);
  }

  begins(): readonly number[] {
    this.known ??= this.runs();
    return this.known.begins;
  }

  ends(): readonly number[] {
    this.known ??= this.runs();
    return this.known.ends;
  }

  private runs() {
    const quiet = Math.max(28 * DAY, this.rare());
    const runs: Happening[][] = [];
    for (const event of this.events) {
      const run = runs.at(-1);
      if (run && event.time - run.at(-1)!.time <= quiet) run.push(event);
      else runs.push([event]);
    }
    return {
      begins: runs.map(([first]) => first!.time),
      ends: runs.map((run, i) => this.endOf(run, i === runs.length - 1)),
    };
  }

  private endOf(run: readonly Happening[], isLast: boolean): number {
    const last = Math.min(run.at(-1)!.time, this.now);
    const recent = run.filter(({ time }) => time > last - 14 * DAY);
    const prompt = recent.filter(({ late = 0 }) => late < HOUR).length;
    const usual = (10 * (run.at(-1)!.time - run[0]!.time)) / run.length;
    if (isLast && prompt >= recent.length / 2 && this.now - last <= Math.max(3 * DAY, usual))
      return this.now + 1;
    const { timeZone } = this.world.project;
    const isMidnight = ({ time }: Happening) => localMidnight(localDay(time, timeZone), timeZone) === time;
    const end = recent.every(isMidnight) ? localMidnight(localDay(last, timeZone) + 1, timeZone) : last + 1;
    if (this.wholeDaysOf === undefined) return Math.min(this.now + 1, end);
    const day = localDay(end - 1, this.wholeDaysOf);
    return Math.min(this.now + 1, localMidnight(day + 1, this.wholeDaysOf));
  }

  private rare(): number {
    const [first, last] = [this.events[0]?.time ?? 0, this.events.at(-1)?.time ?? 0];
    return (10 * (last - first)) / Math.max(1, this.events.length);
  }
}
