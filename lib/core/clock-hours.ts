import { clockChanges, offsetAt } from './time-zone.ts';

export const HOUR_MS = 3_600_000;

/** Hours without a break in their beat: the first one begins at `from`, which is less than an hour after `beat`. */
export interface HourRun {
  readonly from: number;
  readonly beat: number;
  /** The number of its first hour. */
  readonly first: number;
}

/** When the hour of the clock began that holds a moment; where clocks were put on or back within it, when they were. */
export function startOfHour(moment: number, timeZone: string): number {
  const offset = offsetAt(moment, timeZone);
  const start = beatOf(moment, offset);
  return Math.max(start, ...clockChanges(start, moment, timeZone).map(({ at }) => at));
}

/**
 * Hours as a time zone's clocks show them, numbered from 0 at the hour that begins at `origin`. Each begins at a full
 * hour of the clock or where the clock is changed, so that hours stay full ones where it changes by half an hour; an
 * hour shown twice is two.
 */
export class ClockHours {
  private readonly runs: HourRun[];
  private knownUpTo: number;

  constructor(
    private readonly origin: number,
    private readonly timeZone: string,
  ) {
    this.runs = [{ from: origin, beat: beatOf(origin, offsetAt(origin, timeZone)), first: 0 }];
    this.knownUpTo = origin;
  }

  /** The runs that begin up to a moment; one is all there is while clocks change by whole hours at full hours. */
  runsUpTo(moment: number): readonly HourRun[] {
    if (moment > this.knownUpTo) {
      for (const { at, offset } of clockChanges(this.knownUpTo, moment, this.timeZone)) {
        const run = this.runs.at(-1)!;
        const beat = beatOf(at, offset);
        const isOnBeat = beat === at && (at - run.beat) % HOUR_MS === 0;
        if (!isOnBeat) this.runs.push({ from: at, beat, first: numberIn(run, at - 1) + 1 });
      }
      this.knownUpTo = moment;
    }
    const end = this.runs.findLastIndex(({ from }) => from <= moment);
    return this.runs.slice(0, Math.max(1, end + 1));
  }

  /** The number of the hour that a moment lies in; negative before `origin`. */
  numberAt(moment: number): number {
    return numberIn(this.runsUpTo(moment).at(-1)!, moment);
  }

  /** When an hour begins. */
  startOf(number: number): number {
    // runs of less than an hour are the more hours the more there are, never fewer
    this.runsUpTo(this.origin + Math.max(0, number + 1) * HOUR_MS);
    const { from, beat, first } = this.runs.findLast((run) => run.first <= number) ?? this.runs[0]!;
    const start = beat + (number - first) * HOUR_MS;
    return number === first ? from : start;
  }
}

/** The last full hour of a clock that is ahead of UTC by `offset`, up to a moment. */
function beatOf(moment: number, offset: number): number {
  return Math.floor((moment + offset) / HOUR_MS) * HOUR_MS - offset;
}

function numberIn({ beat, first }: HourRun, moment: number): number {
  return first + Math.floor((moment - beat) / HOUR_MS);
}
