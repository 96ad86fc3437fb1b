import { addDays, dayIn, type Random } from '#lib/core';
import { pick, type World } from './world.ts';

/** A random funnel question about a world, as its JSON; `alike` steps are often fitted by the same event. */
export function randomFunnel(random: Random, world: World, { alike = false } = {}): Record<string, unknown> {
  const times = world.events.map(({ time }) => time);
  const [first, last] = [Math.min(...times), Math.max(...times)].map((time) =>
    dayIn(new Date(time), world.project.timeZone),
  ) as [string, string];
  const days = (Math.max(...times) - Math.min(...times)) / 86_400_000;
  const from = addDays(first, Math.floor(random() * (days / 3)));
  const to = [addDays(last, Math.floor(-random() * (days / 3))), from].sort()[1]!;
  const length = 2 + Math.floor(random() * 3);
  const steps = Array.from({ length }, () => {
    const one = () => (alike ? likeStep(random) : step(random));
    return random() < 0.2 ? { anyOf: [one(), one()] } : one();
  });
  const order = pick(random, ['ordered', 'ordered', 'ordered', 'strict', 'any']);
  const exclusions = random() < 0.4;
  const maybe = (chance: number, members: Record<string, unknown>) => (random() < chance ? members : {});
  return {
    kind: 'funnel',
    span: { from, to },
    unit:
      days < 5 ? pick(random, ['hour', 'day']) : pick(random, ['day', 'week', 'month', 'quarter', 'year']),
    steps,
    order,
    window: pick(random, [
      { n: 1, unit: 'day' },
      { n: 2, unit: 'day' },
      { n: 1, unit: 'week' },
      { n: 90, unit: 'minute' },
      { n: 8, unit: 'week' },
    ]),
    ...(exclusions
      ? { exclude: exclude(random, steps.length, order), excluded: pick(random, ['attempt', 'person']) }
      : {}),
    show: pick(random, ['steps', 'steps', 'time', 'trend']),
    ...maybe(0.3, { time: { from: 0, to: 1, bins: pick(random, [1, 7]) } }),
    ...maybe(0.3, { count: 'attempts' }),
    ...maybe(0.25, { constant: [{ property: pick(random, ['plan', 'amount']) }] }),
    ...maybe(0.2, { where: { property: 'amount', op: 'atLeast', values: [4] } }),
    ...maybe(0.2, { who: { property: 'city', op: 'is', values: ['上海', 'Berlin'] } }),
    ...maybe(0.5, breakdown(random, steps.length, order === 'strict' || exclusions)),
    ...maybe(0.1, { timeZone: 'Europe/Berlin' }),
    ...maybe(0.1, { weekStart: 'sunday' }),
  };
}

function step(random: Random) {
  const event = pick(random, ['a', 'a', 'b', 'b', 'c', 'c', '*']);
  return random() < 0.3 ? { event, where: { property: 'plan', op: 'is', values: ['pro', ''] } } : { event };
}

function likeStep(random: Random) {
  const event = pick(random, ['a', 'a', 'a', 'b', '*']);
  const where = pick(random, [
    undefined,
    { property: 'plan', op: 'is', values: ['pro', ''] },
    { property: 'plan', op: 'is', values: ['free', 'pro'] },
    { property: 'amount', op: 'atLeast', values: [pick(random, [5, 10])] },
  ]);
  return where ? { event, where } : { event };
}

function exclude(random: Random, steps: number, order: string) {
  return Array.from({ length: 1 + Math.floor(random() * 2) }, () => {
    if (order === 'any') return { ...step(random), after: 0, before: steps - 1 };
    const after = Math.floor(random() * (steps - 1));
    return { ...step(random), after, before: after + 1 + Math.floor(random() * (steps - 1 - after)) };
  });
}

function breakdown(random: Random, steps: number, single: boolean) {
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
  const attributes = [
    'first',
    'last',
    { step: Math.floor(random() * steps) },
    ...(single ? [] : ['all', 'all']),
  ];
  return { by, top: 1 + Math.floor(random() * 4), attribute: pick<unknown>(random, attributes) };
}
