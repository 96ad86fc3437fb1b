import { addDays, dayIn, startOfDay } from '#lib/core';
import type { Calendar } from './interval.ts';

/** What a source sent in one week; moments are milliseconds since 1970. */
export interface SentWeek {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** How many of these arrived within an hour of happening. */
  readonly prompt: number;
  /** The earliest and the latest time of day in UTC; the same where a source tells days and no times. */
  readonly earliest: number;
  readonly latest: number;
}

/** A file that was imported, or the stream that is sent over HTTP. */
export interface Source {
  readonly name: string;
  /** The events it ever sent. */
  readonly events: ReadonlySet<string>;
  /** The weeks in which it sent anything, in order. */
  readonly weeks: readonly SentWeek[];
}

/** Milliseconds between which it is known what happened and what did not: `from` included, `to` not. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
/** So long may a stream be silent, and so much may lie between two sources, and it is silence. */
const PAUSE_MS = 3 * DAY_MS;
/** So long may a source be silent between its own events. */
const QUIET_MS = 28 * DAY_MS;
/** The weeks that tell how a source sends. */
const RECENT_MS = 14 * DAY_MS;
/** Midnights of one week lie on one time of day in UTC, or on two when the clock changes. */
const CLOCK_CHANGES_MS = [0, 1_800_000, 3_600_000];
/** A silence so many times as long as that between two events on average hardly comes about by chance: once in e¹⁰. */
const RARE = 10;

/**
 * Until when, and between which moments, the data of some sources reach: silence of a source is what happened as long
 * as it goes on sending, and says nothing after its last event. The rules are in docs/decisions/0009-data-reach.md.
 */
export function reachOf(sources: readonly Source[], calendar: Calendar): Stretch[] {
  const all = sources
    .flatMap((source) => {
      const pause = Math.max(PAUSE_MS, usualSilence(source.weeks));
      return stretchesOf(source.weeks, calendar).map((stretch) => ({ ...stretch, pause }));
    })
    .sort((a, b) => a.from - b.from);
  const joined: (typeof all)[number][] = [];
  for (const next of all) {
    const known = joined.at(-1);
    if (!known || next.from - known.to > Math.max(known.pause, next.pause)) joined.push(next);
    else
      joined[joined.length - 1] = {
        from: known.from,
        to: Math.max(known.to, next.to),
        pause: Math.max(known.pause, next.pause),
      };
  }
  return joined.map(({ from, to }) => ({ from, to }));
}

function stretchesOf(weeks: readonly SentWeek[], calendar: Calendar): Stretch[] {
  const begun = weeks.filter(({ first }) => first <= calendar.now.getTime());
  const quiet = Math.max(QUIET_MS, usualSilence(begun));
  const runs: SentWeek[][] = [];
  for (const week of begun) {
    const run = runs.at(-1);
    if (run && week.first - run.at(-1)!.last <= quiet) run.push(week);
    else runs.push([week]);
  }
  return runs.map((run, i) => ({ from: run[0]!.first, to: endOf(run, i === runs.length - 1, calendar) }));
}

/** Until when a run of weeks reaches: until now where it is a stream that keeps up, else to its last event or day. */
function endOf(run: readonly SentWeek[], isLast: boolean, { now, timeZone }: Calendar): number {
  const last = Math.min(run.at(-1)!.last, now.getTime());
  const recent = run.filter((week) => week.last > last - RECENT_MS);
  const silence = now.getTime() - last;
  const keepsUp = 2 * sum(recent, 'prompt') >= sum(recent, 'count');
  if (isLast && keepsUp && silence <= Math.max(PAUSE_MS, usualSilence(run))) return now.getTime() + 1;
  const tellsDays = recent.every(({ earliest, latest }) => CLOCK_CHANGES_MS.includes(latest - earliest));
  return Math.min(tellsDays ? endOfDay(last, timeZone) : last + 1, now.getTime() + 1);
}

/** The end of the day that a moment stands for, where it is the start of one in the time zone or in UTC; else that of the moment. */
function endOfDay(moment: number, timeZone: string): number {
  const day = dayIn(new Date(moment), timeZone);
  if (startOfDay(day, timeZone).getTime() === moment) return startOfDay(addDays(day, 1), timeZone).getTime();
  return moment % DAY_MS === 0 ? moment + DAY_MS : moment + 1;
}

function usualSilence(weeks: readonly SentWeek[]): number {
  if (weeks.length === 0) return 0;
  return (RARE * (weeks.at(-1)!.last - weeks[0]!.first)) / sum(weeks, 'count');
}

function sum(weeks: readonly SentWeek[], member: 'count' | 'prompt'): number {
  return weeks.reduce((total, week) => total + week[member], 0);
}
