import { addDays, dayIn, type Random } from '#lib/core';
import type { Condition, EventChoice, EventPattern, Unit } from '#loop/condition';
import { pick, type World } from './world.ts';

const unitsFor: Record<'short' | 'middle' | 'long', readonly Unit[]> = {
  short: ['hour', 'hour', 'day'],
  middle: ['day', 'day', 'week'],
  long: ['week', 'week', 'month', 'quarter', 'year', 'day', 'day'],
};

/** A random retention question about a world, as its JSON. */
export function randomRetention(random: Random, world: World): Record<string, unknown> {
  const times = world.events.map(({ time }) => time);
  const [first, last] = [Math.min(...times), Math.max(...times)].map((time) =>
    dayIn(new Date(time), world.project.timeZone),
  ) as [string, string];
  const days = (Math.max(...times) - Math.min(...times)) / 86_400_000;
  const unit = pick(random, unitsFor[days < 5 ? 'short' : days < 40 ? 'middle' : 'long']);
  const from = addDays(first, Math.floor(random() * (days / 3)));
  const to = [addDays(last, Math.floor(-random() * (days / 3))), from].sort()[1]!;
  const periods = 2 + Math.floor(random() * 8);
  const start = choice(random);
  const entry = pick(random, ['every', 'every', 'first', 'ever', 'firstEver']);
  const count = pick(random, ['on', 'on', 'onOrAfter', 'onOrBefore', 'streak', 'brackets']);
  const maybe = (chance: number, members: Record<string, unknown>) => (random() < chance ? members : {});
  return {
    kind: 'retention',
    span: { from, to },
    unit,
    periods,
    start,
    return: random() < 0.4 ? start : choice(random),
    entry,
    count,
    ...(count !== 'brackets' && random() < 0.3
      ? { columns: pick(random, [[1, 3, 7], [2], [1, 2, 4, 9]]) }
      : {}),
    ...maybe(0.15, { hold: { property: pick(random, ['plan', 'amount']) } }),
    complete: random() < 0.15,
    wholeCohorts: random() < 0.15,
    ...(count === 'brackets'
      ? {
          brackets: [
            [1, 2],
            [2, 5],
            [3, 3],
          ],
        }
      : {}),
    minReturns: pick(random, [1, 1, 1, 2, 3]),
    window: pick(random, ['calendar', 'calendar', 'rolling']),
    ...maybe(0.3, {
      value: { of: 'amount', as: pick(random, ['sum', 'average', 'perPerson', 'perReturning']) },
    }),
    ...maybe(0.2, { where: paid }),
    ...maybe(0.2, { who: { property: 'city', op: 'is', values: ['上海', 'Berlin'] } }),
    ...maybe(0.4, { by: breakdown(random), top: 1 + Math.floor(random() * 4) }),
    ...maybe(0.1, { timeZone: 'Europe/Berlin' }),
    ...maybe(0.1, { weekStart: 'sunday' }),
  };
}

const paid: Condition = { property: 'amount', op: 'atLeast', values: [4] };

function choice(random: Random): EventChoice {
  return random() < 0.25 ? { anyOf: [pattern(random), pattern(random)] } : pattern(random);
}

function pattern(random: Random): EventPattern {
  const event = pick(random, ['a', 'a', 'b', 'b', 'c', '*']);
  return random() < 0.3 ? { event, where: { property: 'plan', op: 'is', values: ['pro', ''] } } : { event };
}

function breakdown(random: Random) {
  const city = { property: 'city', of: 'person' };
  const plan = { property: 'plan', of: 'event' };
  const amount = { property: 'amount', of: 'event' };
  const bins = { ...amount, edges: [3, 7.5, 12] };
  const member = { inSegment: 'c' };
  return pick<unknown[]>(random, [
    [plan],
    [city],
    [plan, city],
    [city, plan],
    [plan, amount],
    [bins],
    [member],
    [bins, member, city],
    [city, plan, amount],
  ]);
}
