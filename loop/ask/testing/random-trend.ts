import { addDays, dayIn, type Random } from '#lib/core';
import { pick, type World } from './world.ts';

const counts = [
  'events',
  'people',
  'people',
  'perPerson',
  ...['sum', 'average', 'min', 'max', 'median', 'p90', 'distinct'].map((measure) => ({
    [measure]: 'amount',
  })),
  { distinct: 'plan' },
  'firstTime',
  'firstTime',
  { peopleInLast: 2 },
  { peopleInLast: 7 },
  { peopleInLast: 30 },
  { perPerson: 'median' },
  { perPerson: 'p90', sum: 'amount' },
  { perPerson: 'average', sum: 'amount' },
];

/** A random trend question about a world, as its JSON. */
export function randomTrend(random: Random, world: World): Record<string, unknown> {
  const times = world.events.map(({ time }) => time);
  const [first, last] = [Math.min(...times), Math.max(...times)].map((time) =>
    dayIn(new Date(time), world.project.timeZone),
  ) as [string, string];
  const days = (Math.max(...times) - Math.min(...times)) / 86_400_000;
  const from = addDays(first, Math.floor(random() * (days / 3)));
  const to = [addDays(last, Math.floor(3 - random() * (days / 3))), from].sort()[1]!;
  const series = Array.from({ length: pick(random, [1, 1, 2, 3]) }, () => one(random));
  const maybe = (chance: number, members: Record<string, unknown>) => (random() < chance ? members : {});
  const last2 = String.fromCharCode(64 + series.length);
  return {
    kind: 'trend',
    span: { from, to },
    unit:
      days < 5 ? pick(random, ['hour', 'day']) : pick(random, ['day', 'week', 'month', 'quarter', 'year']),
    series,
    cumulative: random() < 0.3,
    ...maybe(0.4, { formulas: [{ expression: `A / (${last2} - 2) * 100 + 1` }] }),
    ...maybe(0.2, { where: { property: 'amount', op: 'atLeast', values: [4] } }),
    ...maybe(0.2, { who: { property: 'city', op: 'is', values: ['上海', 'Berlin'] } }),
    ...maybe(0.5, breakdown(random)),
    ...maybe(0.1, { timeZone: 'Europe/Berlin' }),
    ...maybe(0.2, { weekStart: 'sunday' }),
  };
}

function one(random: Random) {
  const events = random() < 0.2 ? { anyOf: [pattern(random), pattern(random)] } : pattern(random);
  return { ...events, count: pick<unknown>(random, counts) };
}

function pattern(random: Random) {
  const event = pick(random, ['a', 'a', 'b', 'b', 'c', '*']);
  const where = { property: 'plan', op: 'is', values: ['pro', ''] };
  return { event, ...(random() < 0.3 ? { where } : {}) };
}

function breakdown(random: Random) {
  const bins = { property: 'amount', edges: [3, 7.5, 12] };
  const member = { inSegment: 'c' };
  const by = pick<unknown[]>(random, [
    [{ property: 'plan' }],
    [{ property: 'city', of: 'person' }],
    [{ property: 'city', of: 'person' }, { property: 'plan' }],
    [{ property: '$event' }, { property: 'amount' }],
    [bins],
    [member],
    [member, { property: 'plan' }, bins],
  ]);
  return { by, top: 1 + Math.floor(random() * 4) };
}
