import { beforeAll, describe, expect, it } from 'vitest';
import { campaigns } from './data/campaigns.data.ts';
import type { PersonTypeId } from './data/person-types.data.ts';
import { type CompanyTruth, simulate, simulateTruth } from './index.ts';

interface Enrolled {
  campaign: string;
  type: PersonTypeId;
  treated: boolean;
  ordered: boolean;
  daysStayed: number;
  left: boolean;
}

const options = { people: 20_000, seed: 2, until: '2026-11-22' };
const DAY = 86_400_000;
let enrolled: Enrolled[];
let truth: CompanyTruth;
const arrived = new Map<string, { all: number; incremental: number }>();

/** What an analyst sees in the events: who was enrolled, and whether an order followed within seven days. */
beforeAll(() => {
  truth = simulateTruth(options);
  enrolled = [];
  for (const { events, truth: own, properties } of simulate(options)) {
    if (own.type === 'bot') continue;
    const type = own.type;
    const paid = events.flatMap((it) =>
      it.type === 'track' && it.event === 'Order Paid' ? [Date.parse(it.timestamp)] : [],
    );
    for (const it of events) {
      if (it.type !== 'track' || it.event !== 'Campaign Enrolled') continue;
      const at = Date.parse(it.timestamp);
      const leftAt = own.churnedAt ? Date.parse(own.churnedAt) : Number.POSITIVE_INFINITY;
      enrolled.push({
        campaign: String(it.properties.campaign),
        type,
        treated: it.properties.group === 'treatment',
        ordered: paid.some((moment) => moment > at && moment <= at + 7 * DAY),
        daysStayed: Math.max(0, Math.min(60, (leftAt - at) / DAY)),
        left: leftAt > at && leftAt <= at + 60 * DAY,
      });
    }
    if (typeof properties.channel !== 'string') continue;
    const count = arrived.get(properties.channel) ?? { all: 0, incremental: 0 };
    count.all += 1;
    count.incremental += own.incremental ? 1 : 0;
    arrived.set(properties.channel, count);
  }
}, 60_000);

function share(people: readonly Enrolled[]): number {
  return people.filter(({ ordered }) => ordered).length / people.length;
}

function measure(id: string) {
  const all = enrolled.filter(({ campaign }) => campaign === id);
  const treated = all.filter((it) => it.treated);
  const control = all.filter((it) => !it.treated);
  const [p1, p0] = [share(treated), share(control)];
  const error = Math.sqrt((p1 * (1 - p1)) / treated.length + (p0 * (1 - p0)) / control.length);
  return { all, treated, control, lift: p1 - p0, error };
}

describe.each(campaigns)('the campaign $id', ({ id, convinces, treated: share_ }) => {
  it('has the planted effect, as far as chance lets one see it', () => {
    const { all, control, lift, error } = measure(id);
    const expected =
      all.reduce((sum, { type }) => {
        const without = share(control.filter((it) => it.type === type));
        return sum + convinces[type] * (1 - without);
      }, 0) / all.length;
    expect(all.length).toBeGreaterThan(600);
    expect(Math.abs(lift - expected)).toBeLessThan(2.6 * error);
  });

  it('splits the targeted by a fair coin', () => {
    const { all, treated } = measure(id);
    const spread = Math.sqrt((share_ * (1 - share_)) / all.length);
    expect(Math.abs(treated.length / all.length - share_)).toBeLessThan(3 * spread);
  });
});

describe('the campaigns', () => {
  it('include one that clearly works and two that do nothing', () => {
    const works = measure('second_order_gift');
    expect(works.lift).toBeGreaterThan(1.96 * works.error);
    for (const id of ['daily_check_in', 'new_arrivals']) {
      const { lift, error } = measure(id);
      expect(Math.abs(lift)).toBeLessThan(2.6 * error);
    }
  });

  it('include one that drives people away', () => {
    const { treated, control } = measure('daily_check_in');
    const rate = (people: Enrolled[]) =>
      people.filter(({ left }) => left).length / people.reduce((sum, { daysStayed }) => sum + daysStayed, 0);
    const ratio = rate(treated) / rate(control);
    expect(ratio).toBeGreaterThan(1.1);
    expect(ratio).toBeLessThan(1.8);
  });
});

describe('the channels', () => {
  it('bring as many people as the truth says, who would or would not have come anyway', () => {
    for (const { id, people, incrementalPeople } of truth.channels) {
      // About 7 in 100 never sign up, and so no channel is known for them.
      const { all = 0, incremental = 0 } = arrived.get(id) ?? {};
      expect(all / (people * 0.935)).toBeGreaterThan(0.88);
      expect(all / (people * 0.935)).toBeLessThan(1.12);
      expect(Math.abs(incremental / all - incrementalPeople / people)).toBeLessThan(0.06);
    }
  });

  it('cost a bill a day, of which some is wasted on people who would have come anyway', () => {
    const paid = truth.channels.filter(({ cost }) => cost > 0);
    expect(truth.costs.length).toBe(paid.length * 456);
    for (const { cost, people, costPerIncrementalPerson } of paid) {
      expect(costPerIncrementalPerson).toBeGreaterThan(cost / people);
    }
    const cost = (id: string) => truth.channels.find((it) => it.id === id)?.costPerIncrementalPerson ?? 0;
    expect(cost('baidu_ads')).toBeGreaterThan(2 * cost('douyin_ads'));
  });
});
