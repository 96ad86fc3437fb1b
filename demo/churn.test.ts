import { beforeAll, describe, expect, it } from 'vitest';
import { causes } from './data/causes.data.ts';
import { type DemoPerson, simulate } from './index.ts';

const DAY = 86_400_000;
const until = Date.parse('2026-11-21T16:00:00Z');
let people: DemoPerson[];

beforeAll(() => {
  people = [...simulate({ people: 5000, seed: 11, until: '2026-11-22' })].filter(
    ({ truth }) => truth.type !== 'bot',
  );
});

interface Watched {
  stratum: string;
  exposed: boolean;
  days: number;
  left: number;
}

/** Ratio of the rates of leaving, pooled over strata (Mantel and Haenszel, person-time). */
function rateRatio(watched: readonly Watched[]): number {
  let above = 0;
  let below = 0;
  for (const stratum of new Set(watched.map((it) => it.stratum))) {
    const part = watched.filter((it) => it.stratum === stratum);
    const sum = (wanted: boolean, of: 'days' | 'left') =>
      part.reduce((total, it) => total + (it.exposed === wanted ? it[of] : 0), 0);
    const days = sum(true, 'days') + sum(false, 'days');
    above += (sum(true, 'left') * sum(false, 'days')) / days;
    below += (sum(false, 'left') * sum(true, 'days')) / days;
  }
  return above / below;
}

/** Cuts a person's stay, from a moment on, into bands of age. */
function watch(person: DemoPerson, exposed: boolean, from: number): Watched[] {
  const { truth } = person;
  const left = truth.churnedAt ? Date.parse(truth.churnedAt) : until;
  const edges = [0, 2, 5, 10, 30, 90, 1000].map((age) => Date.parse(truth.arrivedAt) + age * DAY);
  return edges.slice(1).flatMap((end, band) => {
    const begin = Math.max(from, edges[band] ?? 0);
    const stop = Math.min(end, left);
    if (stop <= begin) return [];
    const isLast = truth.churnedAt !== null && left <= end;
    return [{ stratum: `${truth.type} ${band}`, exposed, days: (stop - begin) / DAY, left: isLast ? 1 : 0 }];
  });
}

function has(person: DemoPerson, cause: string): boolean {
  return person.truth.causes.some((it) => it.cause === cause);
}

describe('leaving', () => {
  it.each(['no_push_consent', 'price_sensitive'] as const)(
    'is as much likelier with %s as planted',
    (cause) => {
      const watched = people.flatMap((it) => watch(it, has(it, cause), Date.parse(it.truth.arrivedAt)));
      const ratio = rateRatio(watched);
      expect(ratio).toBeGreaterThan(causes[cause].ratio * 0.82);
      expect(ratio).toBeLessThan(causes[cause].ratio * 1.18);
    },
  );

  it('is likelier after a late first parcel', () => {
    const watched = people.flatMap((person) => {
      const first = person.events.find((it) => it.type === 'track' && it.event === 'Order Delivered');
      if (first?.type !== 'track') return [];
      return watch(person, first.properties.late === true, Date.parse(first.timestamp));
    });
    // Lateness also brings tickets, some of them badly handled, so the whole effect is a little above its own.
    expect(rateRatio(watched)).toBeGreaterThan(causes.late_delivery.ratio * 0.75);
    expect(rateRatio(watched)).toBeLessThan(causes.late_delivery.ratio * 1.5);
  });

  it('is likelier after bad service than after good service', () => {
    const watched = people.flatMap((person) => {
      const closed = person.events.find((it) => it.type === 'track' && it.event === 'Ticket Closed');
      if (closed?.type !== 'track') return [];
      return watch(person, Number(closed.properties.satisfaction) <= 2, Date.parse(closed.timestamp));
    });
    expect(rateRatio(watched)).toBeGreaterThan(1.4);
    expect(rateRatio(watched)).toBeLessThan(3.4);
  });

  it('shows in what the company sees: nobody who left comes back without a campaign', () => {
    const visits = ['App Opened', 'Product Viewed', 'Order Paid'];
    for (const { truth, events } of people) {
      if (!truth.churnedAt) continue;
      const last = events.findLast((it) => it.type === 'track' && visits.includes(it.event));
      // The last session may still be running when the decision is made.
      if (last) expect(Date.parse(last.timestamp)).toBeLessThan(Date.parse(truth.churnedAt) + DAY / 4);
    }
  });

  it('names the causes that make up the final hazard', () => {
    for (const { truth } of people) {
      const product = truth.causes.reduce((total, { ratio }) => total * ratio, truth.baseHazard);
      expect(truth.hazard).toBeCloseTo(product, 8);
    }
  });
});
