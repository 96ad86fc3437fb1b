import { addDays, daysBetween } from '#lib/core';
import type { Draft } from '#loop/ask/view';
import type { Reach } from '../../api/reach.ts';

/** What the numbers of the home page are made of. */
export interface Subjects {
  /** The event in which customers pay, and the property that says how much. */
  readonly purchase: string | undefined;
  readonly amount: string | undefined;
  /** The most frequent events, looked at for what changed. */
  readonly top: readonly string[];
}

export const DAYS = 7;
/** How far a click on a number looks back. */
export const MONTH = 30;
const WEEKS = 8;
const REPEAT_WEEKS = 10;

/** Series of the question of the week, by their place in it. */
export const PEOPLE = 0;
export const EVENTS = 1;
export const MONEY = 2;

type Days = { readonly from: string; readonly to: string };

/** The last days that are over, which are told as days. */
export function daysOf(reach: Reach, days: number): Days | undefined {
  const span = reach.whole(days);
  return 'from' in span && span.to ? { from: span.from, to: span.to } : undefined;
}

/** The last seven days beside the seven before: everybody, everything, money, and the top events. */
export function weekQuestion(reach: Reach, subjects: Subjects): Draft {
  const { purchase, amount, top } = subjects;
  const money = purchase && { event: purchase, count: amount ? { sum: amount } : 'events' };
  return {
    kind: 'trend',
    span: reach.whole(DAYS),
    unit: 'day',
    compare: 'previous',
    series: [
      { event: '*', count: 'people' },
      { event: '*', count: 'events' },
      ...(money ? [money] : []),
      ...top.map((event) => ({ event, count: 'events' })),
    ],
  };
}

/** How many come in a week, over the last of them. */
export function weeksQuestion(reach: Reach): Draft {
  return {
    kind: 'trend',
    span: reach.last(WEEKS + 1, 'week'),
    unit: 'week',
    series: [{ event: '*', count: 'people' }],
  };
}

/** Who came for the first time, day by day, and who of them came on the next. */
export function arrivalsQuestion(reach: Reach): Draft {
  return {
    kind: 'retention',
    span: reach.whole(2 * DAYS + 1),
    unit: 'day',
    periods: 2,
    entry: 'ever',
  };
}

/** Of those who bought, who bought again within as many days, of the last who had the time for it. */
export function repeatQuestion(reach: Reach, { purchase }: Subjects) {
  const end = daysOf(reach, 1)?.to;
  if (!purchase || !end) return undefined;
  const n = [30, 14, DAYS].find((days) => daysBetween(reach.from, end) + 1 >= 2 * days);
  if (n === undefined) return undefined;
  const to = addDays(end, -n);
  const span: Days = { from: addDays(to, 1 - n), to };
  const common = {
    kind: 'funnel',
    steps: [{ event: purchase }, { event: purchase }],
    window: { n, unit: 'day' },
  };
  return {
    n,
    span,
    question: { ...common, span, compare: 'previous' } satisfies Draft,
    weeks: {
      ...common,
      span: { from: addDays(to, 1 - REPEAT_WEEKS * DAYS), to },
      unit: 'week',
      show: 'trend',
    } satisfies Draft,
  };
}
