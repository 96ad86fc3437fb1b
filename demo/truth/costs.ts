import type { Day } from '#lib/core';
import { arrivalShares } from '../person/arrival.ts';
import type { World } from '../world.ts';
import { pausedShare } from './spend.ts';

/** What one channel cost on one day, as the advertising platforms report it. */
export interface CostRow {
  day: Day;
  channel: string;
  cost: number;
  impressions: number;
  clicks: number;
}

const CNY_PER_THOUSAND_IMPRESSIONS = 32;
const CNY_PER_CLICK = 1.1;

/** The daily bills of all paid channels. */
export function costRows({ people, days, spends }: World): CostRow[] {
  const shares = arrivalShares(days);
  return spends
    .filter(({ channel }) => channel.costPerPerson > 0)
    .flatMap((spend) => {
      const { channel, ratios } = spend;
      return days.map(({ day }, place) => {
        const usual = people * (shares[place] ?? 0) * channel.share * channel.costPerPerson;
        const cost = Math.round(usual * (ratios[place] ?? 1) * (1 - pausedShare(spend, place)) * 100) / 100;
        return {
          day,
          channel: channel.id,
          cost,
          impressions: Math.round((cost / CNY_PER_THOUSAND_IMPRESSIONS) * 1000),
          clicks: Math.round(cost / CNY_PER_CLICK),
        };
      });
    });
}
