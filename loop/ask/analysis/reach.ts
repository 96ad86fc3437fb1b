import { z } from 'zod';
import { addDays, dayIn, startOfDay, type Words, wallTime } from '#lib/core';
import type { Calendar, Condition, EventPattern, Interval, Scope, Stretch, Unit } from '#loop/condition';

/** Time of which a question asks, and of which there are no data. */
export const Silence = z.strictObject({
  after: z
    .string()
    .optional()
    .describe('until when the data reach before it, as a person writes it; absent where there are none'),
  before: z.string().optional().describe('from when on there are data again; absent where there are none'),
});
export type Silence = z.output<typeof Silence>;

interface Asking {
  readonly question: { readonly unit: Unit; readonly where?: Condition | undefined };
  readonly scope: Calendar & Pick<Scope, 'reach'>;
}

/**
 * Between which moments it is known what happened of some events, and what did not. By weeks and longer units the day of the
 * last event counts as whole: who exported until that day means all of it, and it weighs little.
 */
export function knownTime({ question, scope }: Asking, patterns: readonly EventPattern[]): Stretch[] {
  const { where, unit } = question;
  const counted = where
    ? patterns.map((pattern) => ({ ...pattern, where: both(pattern.where, where) }))
    : patterns;
  const known = scope.reach(counted);
  if (known.length === 0) return [{ from: Number.NEGATIVE_INFINITY, to: scope.now.getTime() + 1 }];
  if (unit === 'hour' || unit === 'day') return known;
  return known.map(({ from, to }) => ({ from, to: endOfDay(to, scope) }));
}

/**
 * Whether all that happened between two moments is known. A beginning before the first event of all is none to miss
 * anything in; a beginning between two stretches is.
 */
export function isKnown(known: readonly Stretch[], from: number, to: number): boolean {
  const at = known.findIndex((stretch) => stretch.from < to && to <= stretch.to);
  return at === 0 || (at > 0 && known[at]!.from <= from);
}

/** Whether anything that happened between two moments is known. */
export function isTouched(known: readonly Stretch[], from: number, to: number): boolean {
  return known.some((stretch) => stretch.from < to && from < stretch.to);
}

/** Whether a moment lies before all that is known: nothing had been sent yet. */
export function isBeforeKnown(known: readonly Stretch[], moment: number): boolean {
  return known.length === 0 || moment <= known[0]!.from;
}

/** The moment after which nothing is known. */
export function endOfKnown(known: readonly Stretch[]): number {
  return known.at(-1)?.to ?? Number.NEGATIVE_INFINITY;
}

/** The silences within the time asked about. */
export function silencesIn(known: readonly Stretch[], { from, to }: Interval, calendar: Calendar): Silence[] {
  const end = Math.min(to.getTime(), calendar.now.getTime());
  return known.flatMap((stretch, i) => {
    const next = known[i + 1]?.from;
    if (stretch.to >= end || (next ?? end) <= from.getTime()) return [];
    const after = lastOf(stretch.to, calendar);
    return [next === undefined ? { after } : { after, before: shown(next, calendar) }];
  });
}

/** The sentence that says so, of all that is asked for or of one thing. */
export function silenceRemark({ after, before }: Silence, of?: Words): Words {
  const what = of ?? { zh: '数据', en: 'Data' };
  const zh = of ? `「${what.zh}」的数据` : what.zh;
  const en = of ? `Data of “${what.en}”` : what.en;
  if (before === undefined) return { zh: `${zh}截至 ${after}`, en: `${en} until ${after}` };
  return {
    zh: `${zh}在 ${after} 之后中断，${before} 起才又有`,
    en: `${en} break off after ${after} and begin again on ${before}`,
  };
}

function both(one: Condition | undefined, other: Condition): Condition {
  return one ? { all: [one, other] } : other;
}

function endOfDay(moment: number, { timeZone, now }: Calendar): number {
  const day = dayIn(new Date(moment - 1), timeZone);
  return Math.min(startOfDay(addDays(day, 1), timeZone).getTime(), now.getTime() + 1);
}

/** The day that ends at a moment, or the minute in which it lies. */
function lastOf(moment: number, { timeZone }: Calendar): string {
  const day = dayIn(new Date(moment), timeZone);
  return startOfDay(day, timeZone).getTime() === moment ? addDays(day, -1) : shown(moment - 1, { timeZone });
}

function shown(moment: number, { timeZone }: Pick<Calendar, 'timeZone'>): string {
  return wallTime(new Date(moment), timeZone).slice(0, 16).replace('T', ' ');
}
