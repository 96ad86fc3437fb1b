import type { Day, Words } from '#lib/core';
import { type AnomalyId, anomalyPlans, delayedProvince } from '../data/anomalies.data.ts';
import type { Campaign } from '../data/campaigns.data.ts';
import { causes, firstCategoryRatios, levelRatios, platformRatios } from '../data/causes.data.ts';
import { type PersonType, personTypes } from '../data/person-types.data.ts';
import type { DemoOptions } from '../options.ts';
import { SPEND_ELASTICITY } from '../person/arrival.ts';
import { EFFECT_DAYS } from '../person/exposure.ts';
import { EARLY_EXTRA, EARLY_FADES } from '../person/hazard.ts';
import { createWorld, dayName } from '../world.ts';
import { type ChannelTruth, channelTruths } from './channel-truth.ts';
import { type CostRow, costRows } from './costs.ts';

interface AnomalyTruth {
  id: AnomalyId;
  words: Words;
  from: Day;
  /** The last day, included. */
  to: Day;
  where: Readonly<Record<string, string>>;
}

/** What is true of the whole company and what its tools should find out. */
export interface CompanyTruth {
  simulated: true;
  name: Words;
  timeZone: 'Asia/Shanghai';
  currency: 'CNY';
  from: Day;
  until: Day;
  types: readonly PersonType[];
  /** Ratios on the daily probability of leaving. */
  churn: {
    causes: typeof causes;
    firstCategory: typeof firstCategoryRatios;
    platform: typeof platformRatios;
    level: typeof levelRatios;
    /** In the first days leaving is (1 + extra · e^(−age / fades)) times as likely. */
    early: { extra: number; fades: number };
  };
  spendElasticity: number;
  channels: readonly ChannelTruth[];
  campaigns: readonly (Campaign & { day: Day; effectDays: number })[];
  anomalies: readonly AnomalyTruth[];
  costs: readonly CostRow[];
}

const wheres: Readonly<Record<AnomalyId, Readonly<Record<string, string>>>> = {
  delivery_delay: { province: delayedProvince },
  broken_release: { platform: 'android' },
  bot_burst: { platform: 'web' },
  payment_outage: {},
  doubled_pages: { platform: 'web' },
};

/** The truth beside the simulated people of the same options. */
export function simulateTruth(options: DemoOptions): CompanyTruth {
  const world = createWorld(options);
  const ids = Object.keys(anomalyPlans) as AnomalyId[];
  return {
    simulated: true,
    name: { zh: '慢山茶咖(模拟数据)', en: 'Manshan Tea & Coffee (simulated)' },
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    from: dayName(world.start),
    until: options.until,
    types: personTypes,
    churn: {
      causes,
      firstCategory: firstCategoryRatios,
      platform: platformRatios,
      level: levelRatios,
      early: { extra: EARLY_EXTRA, fades: EARLY_FADES },
    },
    spendElasticity: SPEND_ELASTICITY,
    channels: channelTruths(world),
    campaigns: world.campaigns.map(({ plan, at }) => ({
      ...plan,
      day: dayName(at),
      effectDays: EFFECT_DAYS,
    })),
    anomalies: ids.map((id) => ({
      id,
      words: anomalyPlans[id].words,
      from: dayName(world.anomalies[id].from),
      to: dayName(world.anomalies[id].to - 1),
      where: wheres[id],
    })),
    costs: costRows(world),
  };
}
