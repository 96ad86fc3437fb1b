import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Warehouse } from '#lib/store';
import { intervalOf } from '#loop/condition';
import { answerFrom } from '../../testing/answer-from.ts';
import { testColumns } from '../../testing/engine.ts';
import { loadWorlds, scopeOfWorld } from '../../testing/load-worlds.ts';
import { type PeerCase, peerCases, worldOfCase } from '../../testing/peer-cases.ts';
import type { World } from '../../testing/world.ts';
import type { RetentionAnswer } from './answer.ts';
import { retention } from './retention.ts';

const cases = peerCases().filter(({ kind }) => kind.startsWith('retention'));

let warehouse: Warehouse;
const worlds = new Map<string, World>();

// Hundreds of questions; on a machine busy with other tests they take their time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

beforeAll(async () => {
  warehouse = await testColumns();
  cases.forEach((one, i) => {
    const timeZone = String(one.query.tz ?? 'UTC');
    const weekStart = one.query.week_start === 'sunday' ? 'sunday' : 'monday';
    const project = { id: 9000 + i, name: one.id, timeZone, weekStart } as const;
    worlds.set(one.id, worldOfCase(one, project, new Date('2026-01-01T00:00:00Z')));
  });
  await loadWorlds(warehouse, [...worlds.values()]);
});
afterAll(() => warehouse.close());

async function answerTo(one: PeerCase, input: Record<string, unknown>) {
  const scope = scopeOfWorld(worlds.get(one.id)!);
  const question = retention.question.parse({ kind: 'retention', ...input });
  const asked = { question, scope, ...intervalOf(question.span, scope) };
  return answerFrom(warehouse, retention, asked);
}

const entryOf = { recurring: 'every', first_time: 'ever', first_ever: 'firstEver' } as const;
const unitDays = { day: 1, week: 7 } as const;

/** A question in PostHog's words, in ours. Its intervals end with the day written in `date_to`, whatever the zone. */
function fromPostHog({ query }: PeerCase): Record<string, unknown> {
  const unit = query.period as keyof typeof unitDays;
  const to = String(query.date_to).slice(0, 10);
  const back = ((query.rows ?? query.intervals) as number) - 1;
  const from = new Date(Date.parse(to) - back * unitDays[unit] * 86_400_000).toISOString().slice(0, 10);
  const where = Object.entries((query.start_props ?? {}) as Record<string, string>).map(
    ([property, value]) => ({
      property,
      op: 'is',
      values: [value],
    }),
  );
  return {
    span: { from, to },
    unit,
    periods: query.intervals,
    start: { event: query.start ?? '*', ...(where[0] && { where: where[0] }) },
    return: { event: query.ret ?? '*' },
    entry: entryOf[query.type as keyof typeof entryOf],
    count: query.criteria === 'on_or_after' ? 'onOrAfter' : 'on',
    minReturns: query.min_occ,
    ...(query.agg === 'sum' && { value: { of: query.agg_prop, as: 'sum' } }),
  };
}

describe('retention counts as peers do in their own tests', () => {
  it.each(cases.filter(({ kind }) => kind === 'retention'))('PostHog $id', async (one) => {
    const answer = await answerTo(one, fromPostHog(one));
    expect(answer.curves[0]!.cohorts.map(({ cells }) => cells.map(({ people }) => people))).toEqual(
      one.expected,
    );
  });

  it.each(cases.filter(({ kind }) => kind === 'retention_value'))(
    'PostHog sums of a property $id',
    async (one) => {
      const answer = await answerTo(one, fromPostHog(one));
      expect(answer.curves[0]!.cohorts.map(({ cells }) => cells.map(({ value }) => value))).toEqual(
        one.expected,
      );
    },
  );

  it.each(cases.filter(({ kind }) => kind === 'retention_24h'))(
    'PostHog 24-hour windows $id',
    async (one) => {
      const span = { from: '2020-06-10', to: '2020-06-12' };
      const questions = {
        calendar: { span, periods: 3, start: { event: '$pageview' }, return: { event: '$pageview' } },
        rolling24h: {
          span,
          periods: 3,
          start: { event: '$pageview' },
          return: { event: '$pageview' },
          entry: 'first',
          window: 'rolling',
        },
      };
      for (const [name, question] of Object.entries(questions)) {
        const answer = await answerTo(one, question);
        for (const [day, expected] of Object.entries(
          (one.expected as Record<string, Record<string, number[]>>)[name]!,
        ))
          expect(peopleOn(answer, day).slice(0, expected.length)).toEqual(expected);
      }
    },
  );

  it.each(cases.filter(({ kind }) => kind === 'retention_first_touch'))('OpenPanel $id', async (one) => {
    const { date_from: from, date_to: to, start, ret } = one.query;
    const answer = await answerTo(one, {
      span: { from, to },
      periods: 3,
      start: { event: start },
      return: { event: ret },
      entry: 'first',
    });
    for (const [day, expected] of Object.entries(one.expected as Record<string, number[]>))
      expect(peopleOn(answer, day)).toEqual(expected);
  });

  it.skipIf(cases.length === 0)('knows all twelve cases', () => {
    expect(cases).toHaveLength(12);
  });
});

function peopleOn(answer: RetentionAnswer, day: string): number[] {
  return answer.curves[0]!.cohorts.find(({ label }) => label === day)!.cells.map(({ people }) => people);
}
