import type { Random } from '#lib/core';
import type { CompanyDay } from '../calendar.ts';
import { type Channel, channels, directChannel } from '../data/channels.data.ts';
import { firstAbove } from '../draw.ts';
import { type ChannelSpend, isPaused } from '../truth/spend.ts';

/** How strongly spending more brings more people: doubling the money brings 2^0.8 = 1.74 times as many. */
export const SPEND_ELASTICITY = 0.8;

/** How a person came to the shop. */
export interface Arrival {
  day: number;
  channel: Channel;
  incremental: boolean;
}

/** Rising sums over day × channel × (incremental, anyway); one draw finds all three. */
export interface ArrivalTable {
  edges: Float64Array;
  spends: readonly ChannelSpend[];
}

/** The share of all arrivals that ordinary growth and season put on each day. */
export function arrivalShares(days: readonly CompanyDay[]): number[] {
  const weights = days.map(({ demand }, day) => demand ** 1.3 * Math.exp((1.1 * day) / days.length));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

export function arrivalTable(days: readonly CompanyDay[], spends: readonly ChannelSpend[]): ArrivalTable {
  const edges = new Float64Array(days.length * spends.length * 2);
  let total = 0;
  let place = 0;
  arrivalShares(days).forEach((share, day) => {
    for (const { channel, ratios } of spends) {
      total += share * channel.share * channel.incremental * (ratios[day] ?? 1) ** SPEND_ELASTICITY;
      edges[place++] = total;
      total += share * channel.share * (1 - channel.incremental);
      edges[place++] = total;
    }
  });
  return { edges, spends };
}

/** When and through which channel somebody from this province comes. */
export function drawArrival({ edges, spends }: ArrivalTable, random: Random, province: string): Arrival {
  for (;;) {
    const place = firstAbove(edges, random() * (edges[edges.length - 1] as number));
    const incremental = place % 2 === 0;
    const pair = place >> 1;
    const day = Math.floor(pair / spends.length);
    const spend = spends[pair % spends.length] as ChannelSpend;
    if (!isPaused(spend, day, province)) return { day, channel: spend.channel, incremental };
    // Where the channel pauses, its own people never hear of the shop; the others find it by themselves.
    if (!incremental) return { day, channel: direct, incremental };
  }
}

const direct = channels.find(({ id }) => id === directChannel) as Channel;
