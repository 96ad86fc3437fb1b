import { dayIn, daysBetween } from '#lib/core';
import { purchaseEventOf } from '#loop/condition';
import type { FirstEvent, FirstFacts } from './first-facts.ts';

/** A question in plain JSON: what is left out has its default. */
export type FirstQuestion = { readonly kind: string } & Readonly<Record<string, unknown>>;

/** Longer than this a row a month is read more easily than a row a week; and that than a row a day. */
const MONTHS_FROM = 200;
const WEEKS_FROM = 28;
const daysOf = { month: 30, week: 7, day: 1 } as const;

/** As many columns as are read without scrolling far. */
const MOST_PERIODS = 13;

/**
 * The question that says most of what came from a source, over all of its time: of those who bought for the first time,
 * who bought again? Where nobody did anything twice, how much of it there was.
 */
export function firstQuestion(facts: FirstFacts, now: Date, timeZone: string): FirstQuestion {
  const from = dayIn(facts.from, timeZone);
  // what is yet to come counts in no answer
  const to = dayIn(facts.to < now || facts.from > now ? facts.to : now, timeZone);
  const days = daysBetween(from, to) + 1;
  const unit = days > MONTHS_FROM ? 'month' : days > WEEKS_FROM ? 'week' : 'day';
  const { event, again } = mainEvent(facts.events);
  const span = { from, to };
  if (again === 0 && facts.again === 0)
    return {
      kind: 'trend',
      span,
      unit: days === 1 ? 'hour' : unit,
      series: [{ event, count: 'people' }],
    };
  const periods = Math.min(Math.max(Math.ceil(days / daysOf[unit]), 2), MOST_PERIODS);
  return {
    kind: 'retention',
    span,
    unit,
    periods,
    entry: 'ever',
    start: { event },
    return: { event: again > 0 ? event : '*' },
  };
}

/** The purchase where there is one, else what most people come back to. */
function mainEvent(events: readonly FirstEvent[]): FirstEvent {
  const bought = purchaseEventOf(events.map(({ event }) => ({ name: event })));
  const [most] = events.toSorted((a, b) => b.again - a.again || b.times - a.times);
  return events.find(({ event }) => event === bought) ?? (most as FirstEvent);
}
