import type { Day } from '#lib/core';
import { badDays, badPeople, badUntil } from './faults.ts';

/** Which company to simulate: how many people, from which seed, over which days. */
export interface DemoOptions {
  people: number;
  /** Nothing happens on or after this day (Asia/Shanghai). */
  until: Day;
  seed?: number;
  /** How many days the company has existed, 15 months unless told. */
  days?: number;
}

export function checkOptions(options: DemoOptions): Required<DemoOptions> {
  const { people, until, seed = 1, days = 456 } = options;
  if (!Number.isInteger(people) || people < 1 || people > 5_000_000) throw badPeople({ given: people });
  if (!Number.isInteger(days) || days < 120 || days > 1500) throw badDays({ given: days });
  if (!/^\d{4}-\d\d-\d\d$/.test(until) || Number.isNaN(Date.parse(until))) throw badUntil({ given: until });
  return { people, until, seed, days };
}
