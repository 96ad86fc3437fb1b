import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '#lib/store';
import { testColumns } from '../../testing/engine.ts';
import { loadWorlds } from '../../testing/load-worlds.ts';
import { answerIn, told } from '../../testing/told.ts';
import type { World } from '../../testing/world.ts';
import type { FunnelAnswer } from './answer.ts';

const now = '2026-03-20T00:00:00Z';
/** Minutes of 2 March 2026. */
const on = (user: string, ...events: string[]) =>
  events.map((one) => {
    const [event, minute] = one.split('@') as [string, string];
    return `${user} ${event} ${new Date(Date.UTC(2026, 2, 2) + Number(minute) * 60_000).toISOString()}`;
  });

/** At the ends of the window of an hour and of the span of two days. */
const edges = told({ project: 9411, now }, [
  ...on('in', 'a@0', 'b@60'),
  ...['out a 2026-03-02T00:00', 'out b 2026-03-02T01:00:00.001'],
  ...on('again', 'a@0', 'a@300', 'b@330'),
  ...['late a 2026-03-03T23:59:59.999', 'late b 2026-03-04T00:59:59.999'],
  ...['early a 2026-03-01T23:59:59.999', 'early b 2026-03-02T00:10'],
]);

const orders = told({ project: 9412, now }, [
  ...on('twice', 'a@0', 'a@10', 'a@20'),
  ...on('between', 'a@0', 'x@1', 'b@2', 'c@3'),
  ...on('detour', 'a@0', 'b@1', 'x@1.5', 'b@2', 'c@3'),
  ...on('backwards', 'c@0', 'b@1', 'a@2', 'b@3'),
  ...on('double', 'a@0', 'b@5', 'b@6', 'c@7'),
]);

const exclusions = told({ project: 9413, now }, [
  ...on('before', 'x@0', 'a@1', 'b@2'),
  ...on('tie', 'a@0', 'b@2', 'x@2'),
  ...on('first', 'a@0', 'x@1', 'b@2', 'c@3'),
  ...on('second', 'a@0', 'b@1', 'x@2', 'c@3'),
  ...on('again', 'a@0', 'x@1', 'a@2', 'b@3', 'c@4'),
  ...on('anew', 'a@0', 'b@1', 'x@2', 'b@3', 'c@4'),
]);

/** Lines of an order share a moment, and one line may fit several steps. */
const ties = told({ project: 9414, now }, [
  ...['lines order 2026-03-02T00:00 amount=10', 'lines order 2026-03-02T00:00 amount=60'],
  'single order 2026-03-02T00:00 amount=60',
  ...['later order 2026-03-02T00:00 amount=60', 'later order 2026-03-02T00:10 amount=10'],
  ...['chosen order 2026-03-02T00:00 amount=60 shop=a', 'chosen order 2026-03-02T00:00 amount=10 shop=b'],
  ...['chosen pay 2026-03-02T00:00', 'chosen order 2026-03-02T00:20 amount=10'],
]);

const mixed = told({ project: 9415, now }, [
  ...['before x 2026-03-02T00:00', 'before a 2026-03-02T00:00', 'before b 2026-03-02T00:01'],
  ...['after a 2026-03-02T00:00', 'after b 2026-03-02T00:01', 'after x 2026-03-02T00:01'],
  ...['among a 2026-03-02T00:00', 'among b 2026-03-02T00:01', 'among x 2026-03-02T00:01'],
  'among c 2026-03-02T00:02',
  ...['turned b 2026-03-02T00:00', 'turned a 2026-03-02T00:00', 'turned a 2026-03-02T00:01'],
]);

const counted = told({ project: 9416, now }, [
  ...on('once', 'a@0', 'b@1'),
  ...on('twice', 'a@0', 'b@1', 'a@2', 'b@3'),
  ...on('inside', 'a@0', 'a@1', 'b@2'),
  ...on('further', 'a@0', 'a@50', 'b@70'),
  ...on('expired', 'a@0', 'a@61'),
  ...on('edge', 'a@0', 'a@60'),
  ...on('stopped', 'a@0', 'x@1', 'a@2', 'b@3'),
]);

const shops = told({ project: 9417, now }, [
  ...['same a 2026-03-02T00:00 shop=k', 'same b 2026-03-02T00:01 shop=k'],
  ...['other a 2026-03-02T00:00 shop=k', 'other b 2026-03-02T00:01 shop=m'],
  ...['both a 2026-03-02T00:00 shop=k', 'both a 2026-03-02T00:01 shop=m'],
  ...['both b 2026-03-02T00:02 shop=m', 'both b 2026-03-02T00:03 shop=k'],
  ...['none a 2026-03-02T00:00', 'none b 2026-03-02T00:01'],
]);

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await testColumns();
  await loadWorlds(warehouse, [edges, orders, exclusions, ties, mixed, counted, shops]);
});
afterAll(() => warehouse.close());

async function stepsOf(world: World, steps: string, more: object = {}) {
  const span = { from: '2026-03-02', to: '2026-03-03' };
  const window = { n: 1, unit: 'hour' };
  const question = { kind: 'funnel', span, window, steps: [...steps].map((event) => ({ event })), ...more };
  const answer = await answerIn<FunnelAnswer>(warehouse, world, question as { kind: 'funnel' });
  if (answer.show !== 'steps') throw new RangeError('not steps');
  return answer.groups[0]!.steps;
}
const atLeast = (n: number) => ({ property: 'amount', op: 'atLeast', values: [n] });
const people = async (...asked: Parameters<typeof stepsOf>) =>
  (await stepsOf(...asked)).map((step) => step.people);

describe('funnels, worked out by hand', () => {
  it('count to the millisecond, from any attempt that began in the span', async () => {
    const [entered, converted] = await stepsOf(edges, 'ab');
    expect(entered!.people).toBe(4);
    expect(converted).toMatchObject({ people: 3, seconds: 3600 });
  });

  it.each([
    ['ordered', 'ab', [5, 4]],
    ['ordered', 'aaa', [5, 1, 1]],
    ['ordered', 'abc', [5, 4, 3]],
    ['ordered', 'abbc', [5, 4, 2, 2]],
    ['strict', 'ab', [5, 3]],
    ['strict', 'abc', [5, 3, 0]],
    ['strict', 'abbc', [5, 3, 1, 1]],
    ['any', 'abc', [5, 4, 4]],
    ['any', 'aa', [5, 1]],
  ])('take %s steps %s', async (order, steps, expected) => {
    expect(await people(orders, steps, { order })).toEqual(expected);
  });

  it.each([
    ['attempt', [0, 1], [6, 5, 3]],
    ['attempt', [1, 2], [6, 6, 2]],
    ['attempt', [0, 2], [6, 5, 1]],
    ['person', [0, 1], [5, 5, 3]],
    ['person', [1, 2], [4, 4, 2]],
    ['person', [0, 2], [2, 2, 1]],
  ])('end the %s at an excluded event between steps %j', async (excluded, [after, before], expected) => {
    const exclude = [{ event: 'x', after, before }];
    expect(await people(exclusions, 'abc', { exclude, excluded })).toEqual(expected);
  });

  it.each([
    ['strict', 'x', 'attempt', [6, 5, 1]],
    ['strict', 'b', 'attempt', [6, 5, 0]],
    ['strict', 'x', 'person', [2, 2, 1]],
    ['any', 'x', 'attempt', [6, 6, 1]],
    ['any', 'x', 'person', [2, 2, 1]],
  ])('with order %s end at %s the %s', async (order, event, excluded, expected) => {
    const exclude = [{ event, after: 0, before: 2 }];
    expect(await people(exclusions, 'abc', { order, exclude, excluded })).toEqual(expected);
  });

  it('take any of several events for a step', async () => {
    const steps = [{ event: 'a' }, { anyOf: [{ event: 'b' }, { event: 'x' }] }, { event: 'b' }];
    expect(await people(exclusions, '', { steps })).toEqual([6, 6, 4]);
    expect(await people(exclusions, '', { steps, order: 'strict' })).toEqual([6, 6, 2]);
  });

  it('count attempts one after another, of which none begins before the last is over', async () => {
    const count = 'attempts';
    expect(await people(counted, 'ab')).toEqual([7, 5]);
    expect(await people(counted, 'ab', { count })).toEqual([9, 6]);
    const exclude = [{ event: 'x', after: 0, before: 1 }];
    expect(await people(counted, 'ab', { count, exclude })).toEqual([10, 6]);
  });

  it('hold a property constant, each of its values apart', async () => {
    const constant = [{ property: 'shop' }];
    expect(await people(shops, 'ab')).toEqual([4, 4]);
    expect(await people(shops, 'ab', { constant })).toEqual([3, 2]);
    expect(await people(shops, 'ab', { constant, count: 'attempts' })).toEqual([4, 3]);
  });

  it.each([
    [{}, [4, 2]],
    [{ order: 'strict' }, [4, 2]],
    [{ window: { n: 1, unit: 'second' } }, [4, 2]],
  ])('take, of events of one moment, the order that leads furthest (%j)', async (more, expected) => {
    const steps = [{ event: 'order' }, { event: 'order', where: atLeast(40) }];
    expect(await people(ties, '', { steps, ...more })).toEqual(expected);
  });

  it('give each step an event of its own', async () => {
    const [small, big] = [{ event: 'order' }, { event: 'order', where: atLeast(40) }];
    expect(await people(ties, '', { steps: [big, small] })).toEqual([4, 3]);
    expect(await people(ties, '', { steps: [small, big, small] })).toEqual([4, 2, 1]);
    expect(await people(ties, '', { steps: [big, big] })).toEqual([4, 0]);
    expect(await people(ties, '', { steps: [small, { event: 'pay' }, big] })).toEqual([4, 1, 1]);
  });

  it('take the values of the event that is the step', async () => {
    const steps = [{ event: 'order' }, { event: 'order', where: atLeast(40) }];
    const by = [{ property: 'shop' }];
    const span = { from: '2026-03-02', to: '2026-03-03' };
    for (const [attribute, shop] of [
      ['first', 'b'],
      ['last', 'a'],
      [{ step: 1 }, 'a'],
    ]) {
      const question = { kind: 'funnel', span, steps, by, attribute } as { kind: 'funnel' };
      const answer = await answerIn<FunnelAnswer>(warehouse, ties, question);
      const groups = answer.groups.map(({ group }) => JSON.stringify(group));
      expect(groups).toContain(JSON.stringify([shop]));
      expect(groups).not.toContain(JSON.stringify([shop === 'a' ? 'b' : 'a']));
    }
  });

  it('in strict order put other events of the moment before the entry and after the last step only', async () => {
    expect(await people(mixed, 'ab', { order: 'strict' })).toEqual([4, 4]);
    expect(await people(mixed, 'abc', { order: 'strict' })).toEqual([4, 4, 0]);
    expect(await people(mixed, 'aba', { order: 'strict' })).toEqual([4, 4, 1]);
  });

  it('refuse more figures than anybody can read', async () => {
    const long = { span: { from: '2000-01-01', to: '2026-01-01' }, unit: 'hour', show: 'trend' };
    await expect(stepsOf(edges, 'ab', long)).rejects.toThrow('more than 200000 figures');
  });
});
