import { beforeAll, describe, expect, it } from 'vitest';
import { simulate } from './index.ts';

interface Visitor {
  age: number;
  days: ReadonlySet<number>;
  platform: unknown;
  channel: unknown;
  level: unknown;
}

let visitors: Visitor[];

/** The China day a moment falls on, counted. */
const dayOf = (timestamp: string) => Math.floor((Date.parse(timestamp) + 8 * 3_600_000) / 86_400_000);

beforeAll(() => {
  visitors = [];
  for (const { events, truth, properties } of simulate({ people: 6000, seed: 9, until: '2026-11-22' })) {
    if (truth.type === 'bot') continue;
    const first = events[0];
    const came = events.filter(
      (it) => it.type === 'page' || (it.type === 'track' && it.event === 'App Opened'),
    );
    visitors.push({
      age: dayOf('2026-11-21T12:00:00Z') - dayOf(truth.arrivedAt),
      days: new Set(came.map(({ timestamp }) => dayOf(timestamp) - dayOf(truth.arrivedAt))),
      platform: first?.type === 'track' || first?.type === 'page' ? first.properties.platform : undefined,
      channel: properties.channel,
      level: properties.member_level,
    });
  }
});

/** Share of those old enough who came on that very day after their first. */
function onDay(day: number): number {
  const old = visitors.filter(({ age }) => age >= day);
  return old.filter(({ days }) => days.has(day)).length / old.length;
}

/** Share of those old enough who came in the fifth week. */
function fifthWeek(test: (visitor: Visitor) => boolean): number {
  const old = visitors.filter((it) => it.age >= 34 && test(it));
  return (
    old.filter(({ days }) => [28, 29, 30, 31, 32, 33, 34].some((day) => days.has(day))).length / old.length
  );
}

describe('retention', () => {
  it('falls as in a good shop: about a quarter on day 7, an eighth on day 28 and 30', () => {
    expect(onDay(7)).toBeGreaterThan(0.17);
    expect(onDay(7)).toBeLessThan(0.3);
    expect(onDay(28)).toBeGreaterThan(0.08);
    expect(onDay(28)).toBeLessThan(0.17);
    expect(onDay(30)).toBeLessThan(onDay(7));
    expect(onDay(1)).toBeGreaterThan(onDay(7));
  });

  it('differs between channels, platforms and member levels', () => {
    const channel = (id: string) => fifthWeek((it) => it.channel === id);
    expect(channel('friend_referral')).toBeGreaterThan(channel('live_stream') + 0.1);
    expect(fifthWeek((it) => it.platform === 'ios')).toBeGreaterThan(
      fifthWeek((it) => it.platform === 'web') + 0.05,
    );
    expect(fifthWeek((it) => it.level === 'gold')).toBeGreaterThan(
      fifthWeek((it) => it.level === 'bronze') + 0.2,
    );
  });
});
