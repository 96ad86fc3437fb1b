import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '#lib/store';
import { intervalOf, plainNaming } from '#loop/condition';
import { answerFrom } from '../../testing/answer-from.ts';
import { testColumns } from '../../testing/engine.ts';
import { loadWorlds, scopeOfWorld } from '../../testing/load-worlds.ts';
import { peerCases, worldOfCase } from '../../testing/peer-cases.ts';
import type { World } from '../../testing/world.ts';
import { funnel } from './funnel.ts';

const cases = peerCases().filter(({ kind }) => kind.startsWith('funnel'));
const windowSeconds = (n: unknown) => ({ n: Number(n), unit: 'second' });

let warehouse: Warehouse;
const worlds = new Map<string, World>();

/** A world of events told as `user event second`. */
function told(id: number, ...lines: string[]): World {
  const start = Date.parse('2026-03-01T00:00:00Z');
  return {
    project: { id, name: 'told', timeZone: 'UTC', weekStart: 'monday' },
    now: new Date('2026-04-01T00:00:00Z'),
    merges: new Map(),
    traits: [],
    events: lines.map((line) => {
      const [user, event, second, plan] = line.split(' ') as [string, string, string, string?];
      return { user, event, time: start + Number(second) * 1000, ...(plan && { texts: { plan } }) };
    }),
  };
}

const tales = {
  ends: told(9101, 'in a 0', 'in b 3600', 'late a 0', 'late b 3600.001'),
  tie: told(9102, 'u a 5', 'u b 5', 'u c 5', 'one a 5', 'two a 5', 'two a 5'),
  exclusion: told(
    9103,
    'stop a 0',
    'stop x 1',
    'stop b 2',
    'again a 0',
    'again x 1',
    'again a 2',
    'again b 3',
    'tie a 0',
    'tie x 0',
    'tie b 1',
    'tie x 1',
    'gone a 0',
    'gone x 1',
  ),
  anyOrder: told(9104, 'u b 0', 'u c 5', 'u a 9', 'v c 0', 'v a 4000'),
  alike: told(
    9106,
    'once a 0 pro',
    'atOnce a 5 free',
    'atOnce a 5 pro',
    'later a 0 pro',
    'later a 9 free',
    'later b 12',
    'thrice a 0 pro',
    'thrice a 1 gold',
    'thrice a 2 gold',
  ),
  values: told(
    9105,
    'u a 0 free',
    'u b 1 pro',
    'v a 0 pro',
    'v b 1 pro',
    'w a 0 free',
    'w a 1 pro',
    'w b 2 pro',
  ),
};

beforeAll(async () => {
  warehouse = await testColumns();
  cases.forEach((one, i) => {
    const project = { id: 9200 + i, name: one.id, timeZone: 'UTC', weekStart: 'monday' } as const;
    worlds.set(one.id, worldOfCase(one, project, new Date('2026-01-01T00:00:00Z')));
  });
  await loadWorlds(warehouse, [...worlds.values(), ...Object.values(tales)]);
});
afterAll(() => warehouse.close());

async function answerTo(world: World, input: Record<string, unknown>) {
  const scope = scopeOfWorld(world);
  const question = funnel.question.parse({
    kind: 'funnel',
    span: { from: '2020-01-01', to: '2026-03-31' },
    ...input,
  });
  const asked = { question, scope, ...intervalOf(question.span, scope) };
  return answerFrom(warehouse, funnel, asked);
}

async function peopleOf(world: World, input: Record<string, unknown>) {
  const answer = await answerTo(world, input);
  if (answer.show !== 'steps') throw new RangeError('not steps');
  return answer.groups.map(({ group, steps }) => ({ group, people: steps.map(({ people }) => people) }));
}

const ab = [{ event: 'a' }, { event: 'b' }];
const hour = windowSeconds(3600);

describe('funnels', () => {
  it.each(cases.filter(({ kind }) => kind === 'funnel').map((one) => [one.id, one] as const))(
    'counts as the peer does in case %s',
    async (_, { id, query, expected }) => {
      const steps = (query.steps as string[]).map((event) => ({ event }));
      const window = windowSeconds(query.window_s);
      const [everybody] = await peopleOf(worlds.get(id)!, { steps, window, order: query.order });
      expect(everybody?.people).toEqual(expected);
    },
  );

  it.each(cases.filter(({ kind }) => kind === 'funnel_time').map((one) => [one.id, one] as const))(
    'bins times to convert as the peer does in case %s',
    async (_, { id, query, expected }) => {
      const {
        auto_bins: auto,
        bins7,
        average,
      } = expected as Record<string, number[][]> & { average: number };
      const steps = (query.steps as string[]).map((event) => ({ event }));
      const time = { from: Number(query.from_step), to: Number(query.to_step) };
      const common = { steps, window: windowSeconds(query.window_s), show: 'time' };
      for (const [bins, wanted] of [
        [undefined, auto],
        [7, bins7],
      ] as const) {
        const answer = await answerTo(worlds.get(id)!, { ...common, time: { ...time, bins } });
        if (answer.show !== 'time') throw new RangeError('not time');
        const [everybody] = answer.groups;
        expect(answer.bins.map((from, i) => [from, everybody?.counts[i]])).toEqual(wanted);
        expect(everybody?.average).toBe(average);
        expect(everybody?.median).toBe(3600);
      }
    },
  );

  it('counts both ends of the window', async () => {
    expect(await peopleOf(tales.ends, { steps: ab, window: hour })).toEqual([
      { group: undefined, people: [2, 1] },
    ]);
  });

  it('puts events of one millisecond in the order of the steps, and one event is one step', async () => {
    const steps = [{ event: 'a' }, { event: 'b' }, { event: 'c' }];
    expect((await peopleOf(tales.tie, { steps, window: hour }))[0]?.people).toEqual([3, 1, 1]);
    const twice = [{ event: 'a' }, { event: 'a' }];
    expect((await peopleOf(tales.tie, { steps: twice, window: hour }))[0]?.people).toEqual([3, 1]);
  });

  it('ends an attempt, or leaves out the person, at an excluded event between the steps', async () => {
    const exclude = [{ event: 'x', after: 0, before: 1 }];
    expect((await peopleOf(tales.exclusion, { steps: ab, window: hour, exclude }))[0]?.people).toEqual([
      4, 2,
    ]);
    const strictly = { steps: ab, window: hour, exclude, excluded: 'person' };
    expect((await peopleOf(tales.exclusion, strictly))[0]?.people).toEqual([2, 2]);
  });

  it('takes the steps in any order, counted from whichever came first', async () => {
    const steps = [{ event: 'a' }, { event: 'b' }, { event: 'c' }];
    expect((await peopleOf(tales.anyOrder, { steps, window: hour, order: 'any' }))[0]?.people).toEqual([
      2, 1, 1,
    ]);
  });

  it('counts one event for one step, in any order too', async () => {
    const order = 'any';
    const large = { event: 'a', where: { property: 'plan', op: 'is', values: ['pro', 'gold'] } };
    const ask = async (...steps: unknown[]) =>
      (await peopleOf(tales.alike, { steps, window: hour, order }))[0]?.people;
    expect(await ask({ event: 'a' }, large)).toEqual([4, 3]);
    expect(await ask(large, { event: 'a' })).toEqual([4, 3]);
    expect(await ask(large, { event: 'a' }, { event: 'a' })).toEqual([4, 3, 1]);
    expect(await ask(large, large)).toEqual([4, 1]);
    expect(await ask(large, { event: '*' }, { event: 'b' })).toEqual([4, 3, 1]);
    const plan = (op: string, values: string[]) => ({ event: 'a', where: { property: 'plan', op, values } });
    const apart = ['free', 'pro', 'gold', 'q', 'r', 's'].map((value) => plan('is', [value]));
    expect(await ask(...apart)).toEqual([4, 3, 0, 0, 0, 0]);
    await expect(ask(...apart.map((_, i) => plan('contains', [`${i}`])))).rejects.toThrow('at most 5');
  });

  it('breaks down by the value of the first step, the last, one step, or one that all share', async () => {
    const ask = (attribute: unknown) =>
      peopleOf(tales.values, { steps: ab, window: hour, by: [{ property: 'plan' }], attribute });
    const groups = async (attribute: unknown) =>
      Object.fromEntries((await ask(attribute)).slice(1).map(({ group, people }) => [String(group), people]));
    expect(await groups('first')).toEqual({ free: [2, 2], pro: [1, 1] });
    expect(await groups('last')).toEqual({ pro: [3, 3] });
    expect(await groups({ step: 1 })).toEqual({ pro: [3, 3] });
    expect(await groups('all')).toEqual({ free: [2, 0], pro: [2, 2] });
    expect((await ask('all'))[0]?.people).toEqual([3, 2]);
  });

  it('says how it was counted, in both languages', () => {
    const question = funnel.question.parse({
      kind: 'funnel',
      steps: ab,
      exclude: [{ event: 'x', after: 0, before: 1 }],
    });
    const { zh, en } = funnel.definition({ question, naming: plainNaming });
    expect(zh).toContain('首尾两端都算在内');
    expect(zh).toContain('第 1 步与第 2 步之间的「x」');
    expect(en).toContain('both ends included');
    expect(en).toContain('“x” between steps 1 and 2');
  });

  it('in any order refuses exclusions between others than the first and the last step done', () => {
    const steps = [...ab, { event: 'c' }];
    const ask = (before: number) =>
      funnel.question.safeParse({
        kind: 'funnel',
        steps,
        exclude: [{ event: 'x', after: 0, before }],
        order: 'any',
      });
    expect(ask(1).success).toBe(false);
    expect(ask(2).success).toBe(true);
    expect(
      funnel.question.safeParse({ kind: 'funnel', steps: ab, exclude: [{ event: 'x', after: 1, before: 1 }] })
        .success,
    ).toBe(false);
  });
});
