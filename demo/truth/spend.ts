import type { Random } from '#lib/core';
import type { CompanyDay } from '../calendar.ts';
import { type Channel, channels } from '../data/channels.data.ts';
import { provinces } from '../data/cities.data.ts';
import { normal, wholeBetween } from '../draw.ts';

/** Two weeks without spending in half of the provinces: the experiment that shows what a channel truly brings. */
interface GeoPause {
  fromDay: number;
  toDay: number;
  provinces: ReadonlySet<string>;
}

export interface ChannelSpend {
  channel: Channel;
  /** Spending of each day; 1 is the channel's usual. */
  ratios: readonly number[];
  pause?: GeoPause;
}

const PAUSE_DAYS = 14;

/** What each channel spends over time. */
export function channelSpends(random: Random, days: readonly CompanyDay[]): ChannelSpend[] {
  return channels.map((channel) => {
    let drift = 0;
    const ratios = days.map(({ promotion }) => {
      drift = 0.8 * drift + 0.18 * normal(random);
      return Math.exp(drift) * (promotion ? 1.8 : 1);
    });
    return { channel, ratios, pause: channel.costPerPerson > 0 ? pauseOf(random, days.length) : undefined };
  });
}

function pauseOf(random: Random, days: number): GeoPause {
  const fromDay = wholeBetween(random, Math.floor(days * 0.4), Math.floor(days * 0.85));
  const dark = provinces.filter(() => random() < 0.5).map(({ name }) => name);
  return { fromDay, toDay: fromDay + PAUSE_DAYS, provinces: new Set(dark) };
}

/** The share of the people who live where the channel pauses that day. */
export function pausedShare({ pause }: ChannelSpend, day: number): number {
  if (!pause || day < pause.fromDay || day >= pause.toDay) return 0;
  const weights = provinces.map(({ name, weight }) => ({ weight, dark: pause.provinces.has(name) }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  return weights.reduce((sum, { weight, dark }) => sum + (dark ? weight : 0), 0) / total;
}

export function isPaused({ pause }: ChannelSpend, day: number, province: string): boolean {
  return pause !== undefined && pause.fromDay <= day && day < pause.toDay && pause.provinces.has(province);
}
