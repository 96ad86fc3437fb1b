import { addDays, type Day, seededRandom } from '#lib/core';
import { type CompanyDay, companyDays, DAY, midnight } from './calendar.ts';
import { type AnomalyId, anomalyPlans } from './data/anomalies.data.ts';
import { type Campaign, campaigns } from './data/campaigns.data.ts';
import { checkOptions, type DemoOptions } from './options.ts';
import { type ArrivalTable, arrivalTable } from './person/arrival.ts';
import { seedOf } from './seed.ts';
import { type ChannelSpend, channelSpends } from './truth/spend.ts';

/** A stretch of time in milliseconds; the end is not part of it. */
export interface Stretch {
  from: number;
  to: number;
}

/** Everything all people of one company share; small, and the same for the same options. */
export interface World {
  people: number;
  seed: number;
  days: readonly CompanyDay[];
  start: number;
  end: number;
  anomalies: Readonly<Record<AnomalyId, Stretch>>;
  campaigns: readonly { plan: Campaign; at: number }[];
  promotions: readonly number[];
  spends: readonly ChannelSpend[];
  arrivals: ArrivalTable;
}

export function createWorld(options: DemoOptions): World {
  const { people, seed, until, days: length } = checkOptions(options);
  const days = companyDays(until, length);
  const start = midnight(addDays(until, -length));
  const random = seededRandom(seedOf(seed, 0xc0ffee));
  const spends = channelSpends(random, days);
  return {
    people,
    seed,
    days,
    start,
    end: midnight(until),
    anomalies: Object.fromEntries(
      Object.entries(anomalyPlans).map(([id, plan]) => [id, place(days, start, plan.at, plan.days)]),
    ) as Record<AnomalyId, Stretch>,
    campaigns: campaigns.map((plan) => ({
      plan,
      at: start + Math.floor(plan.at * length) * DAY + 10.5 * 3_600_000,
    })),
    promotions: days.flatMap(({ promotion }, index) => (promotion ? [start + index * DAY] : [])),
    spends,
    arrivals: arrivalTable(days, spends),
  };
}

/** Anomalies keep away from festivals, where nobody could see them. */
function place(days: readonly CompanyDay[], start: number, at: number, length: number): Stretch {
  let first = Math.floor(at * days.length);
  while (days.slice(first - 1, first + length + 1).some(({ demand }) => demand > 1.45)) first -= 2;
  return { from: start + first * DAY, to: start + (first + length) * DAY };
}

export function within(moment: number, { from, to }: Stretch): boolean {
  return from <= moment && moment < to;
}

/** The company's day a moment falls on. */
export function dayAt(world: World, moment: number): CompanyDay {
  const index = Math.min(world.days.length - 1, Math.max(0, Math.floor((moment - world.start) / DAY)));
  return world.days[index] as CompanyDay;
}

/** The name of the day a moment falls on in China. */
export function dayName(moment: number): Day {
  return new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10);
}
