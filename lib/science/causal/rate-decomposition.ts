import { atLeast, sameLength } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { sum } from '../numeric/index.ts';

/** People of a group (a channel, a plan) in one period, and how many of them did it. */
export interface GroupRate {
  readonly people: number;
  readonly events: number;
}

/** What one group adds to the change of the rate of all. */
export interface RateChange {
  /** Because its share of the people changed. */
  readonly mix: number;
  /** Because its own rate changed. */
  readonly rate: number;
}

export interface RateDecomposition extends RateChange {
  readonly before: number;
  readonly after: number;
  /** In the order of the groups; all mixes and rates add up to after − before. */
  readonly groups: readonly RateChange[];
}

/**
 * Splits the change of a rate into mix and rate (Kitagawa 1955): Σ Δshare · (r − r̄) with r the mean of the group's two rates
 * and r̄ that of all, plus Σ Δrate · mean share, without a rest. As shares add up to one, taking off r̄ changes no total; it
 * makes the mix of a group positive when it grew and is better than most. A group that is new or gone changed its share only.
 */
export function decomposeRate(before: readonly GroupRate[], after: readonly GroupRate[]): RateDecomposition {
  sameLength('groups after', { length: after.length }, before.length);
  atLeast('groups', before.length, 1);
  const [first, last] = [totals(before), totals(after)];
  const centre = (first.rate + last.rate) / 2;
  const groups = before.map((then, k) => {
    const now = after[k]!;
    const [shareThen, shareNow] = [then.people / first.people, now.people / last.people];
    if (then.people === 0 && now.people === 0) return { mix: 0, rate: 0 };
    const rateThen = then.people > 0 ? then.events / then.people : now.events / now.people;
    const rateNow = now.people > 0 ? now.events / now.people : rateThen;
    return {
      mix: (shareNow - shareThen) * ((rateThen + rateNow) / 2 - centre),
      rate: (rateNow - rateThen) * ((shareThen + shareNow) / 2),
    };
  });
  return {
    before: first.rate,
    after: last.rate,
    mix: sum(groups.map(({ mix }) => mix)),
    rate: sum(groups.map(({ rate }) => rate)),
    groups,
  };
}

function totals(groups: readonly GroupRate[]): { readonly people: number; readonly rate: number } {
  for (const { people, events } of groups)
    if (!(people >= 0 && Number.isFinite(people) && Number.isFinite(events) && (people > 0 || events === 0)))
      throw outOfRange({
        what: 'a group',
        given: `${events} of ${people}`,
        allowed: 'counts of people and their events',
      });
  const people = sum(groups.map((group) => group.people));
  atLeast('people', people, 1);
  return { people, rate: sum(groups.map((group) => group.events)) / people };
}
