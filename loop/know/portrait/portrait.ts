import { z } from 'zod';
import { addDays, startOfWeek } from '#lib/core';
import { words } from '#lib/operation';
import type { ReadOptions, Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';
import { bought, boughtBy, Purchase } from '../face/purchase.ts';
import { PersonId } from '../person.ts';
import { activityOf } from './activity.ts';
import { portraitWords } from './portrait-words.ts';
import { rhythmOf } from './rhythm.ts';

export const PortraitQuery = z.strictObject({ person: PersonId, purchase: Purchase.optional() });

/** Weeks of the picture of activity: half a year. */
const WEEKS = 26;

export const portrait = z.strictObject({
  headline: words,
  bought: bought.nullable(),
  rhythm: z.strictObject({
    of: z.enum(['orders', 'visits']),
    every: z.number().nullable().describe('the usual days from one to the next'),
    silent: z.int().nullable().describe('days since the last'),
  }),
  from: z.string().describe('the first day of the picture of activity'),
  today: z.string(),
  days: z.array(z.strictObject({ day: z.string(), events: z.int(), orders: z.int() })),
});

/** What somebody's events add up to: in words, in figures, and day by day over half a year. */
export async function portraitOf(
  warehouse: Warehouse,
  scope: Scope,
  { person, purchase }: z.output<typeof PortraitQuery>,
  options?: ReadOptions,
): Promise<z.output<typeof portrait>> {
  const [activity, all] = await Promise.all([
    activityOf(warehouse, scope, person, purchase, options),
    purchase && boughtBy(warehouse, scope, [person], purchase, options),
  ]);
  const mine = all?.get(person);
  const rhythm = rhythmOf(activity);
  const from = addDays(startOfWeek(activity.today, scope.weekStart), -7 * (WEEKS - 1));
  return {
    headline: portraitWords({ ...activity, rhythm, orders: purchase && (mine?.orders ?? 0) }),
    bought: mine ?? null,
    rhythm,
    from,
    today: activity.today,
    days: activity.days.filter(({ day }) => day >= from),
  };
}
