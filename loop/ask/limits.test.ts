import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '#lib/core';
import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import type { TrendAnswer } from './analyses/trend/answer.ts';
import { parseQuestion } from './parse-question.ts';
import { testColumns } from './testing/engine.ts';
import { loadWorlds } from './testing/load-worlds.ts';
import { answerIn, told } from './testing/told.ts';

const world = told({ project: 9701, now: '2026-03-20T00:00Z' }, [
  'ann a 2026-03-02T00:00 city=x299y',
  'bob a 2026-03-02T00:00 city=other',
]);

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await testColumns();
  await loadWorlds(warehouse, [world]);
});
afterAll(() => warehouse.close());

const is = (i: number) => ({ property: `p${i}`, op: 'is', values: [`v${i}`] });
const any = (count: number, of: (i: number) => object = is) => ({
  any: Array.from({ length: Math.ceil(count / 100) }, (_, g) => ({
    any: Array.from({ length: Math.min(100, count - 100 * g) }, (_, i) => of(100 * g + i)),
  })),
});
const nested = (depth: number) =>
  Array.from({ length: depth }).reduce<object>((inner) => ({ not: inner }), is(0));
const span = { from: '2026-03-01', to: '2026-03-10' };
const trend = (where: object) => ({ kind: 'trend' as const, span, series: [{ event: 'a', where }] });
const refusal = (input: unknown) => {
  try {
    parseQuestion(input);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  return undefined;
};

describe('a question that is large', () => {
  it('looks for more texts than the engine takes at once', async () => {
    for (const count of [255, 256, 300, 1000]) {
      const where = {
        property: 'city',
        op: 'contains',
        values: Array.from({ length: count }, (_, i) => `x${i}y`),
      };
      const { totals } = await answerIn<TrendAnswer>(warehouse, world, trend(where));
      expect(totals).toEqual([count > 299 ? 1 : 0]);
      const not = await answerIn<TrendAnswer>(warehouse, world, trend({ ...where, op: 'notContains' }));
      expect(not.totals).toEqual([count > 299 ? 1 : 2]);
    }
  });

  it('is answered with as many conditions as are allowed, and refused with more', async () => {
    const { totals } = await answerIn<TrendAnswer>(warehouse, world, trend(any(500)));
    expect(totals).toEqual([0]);
    const fault = refusal(trend(any(2000)));
    expect(fault?.say('en')).toContain('at most 500 conditions, 2000 given');
    expect(fault?.say('en')).toContain('series.0.where');
    const steps = Array.from({ length: 20 }, () => ({ event: 'a', where: any(60) }));
    expect(refusal({ kind: 'funnel', steps })?.say('en')).toContain(
      'has 1200 conditions in all, 500 are allowed',
    );
    expect(refusal({ kind: 'funnel', steps })?.say('zh')).toContain('1200 个条件，最多 500 个');
  }, 60_000);

  it('is refused where it is nested deeper than anything is walked', () => {
    for (const depth of [61, 2000, 20_000]) {
      const fault = refusal(trend(nested(depth)));
      expect([fault?.status, fault?.say('en')]).toEqual([
        400,
        expect.stringContaining('nested at most 60 levels'),
      ]);
    }
    expect(refusal(trend(nested(40)))).toBeUndefined();
    const formulas = [{ expression: `${'('.repeat(2000)}A${')'.repeat(2000)}` }];
    expect(refusal({ ...trend(is(0)), formulas })?.status).toBe(400);
  });
});

it('nothing that the engine says reaches who asked', async () => {
  const broken = [
    sql`SELECT nothing FROM nowhere`,
    sql`SELECT throwIf(1, 'secret of the engine')`,
    sql`SELECT match('a', '(a{1,1000}){1,500}')`,
    sql`SELECT toInt8('secret of the engine')`,
    sql.or(Array.from({ length: 20_000 }, (_, i) => sql`number = ${sql.integer(i)}`)),
  ].map((one, i) => (i === 4 ? sql`SELECT number FROM numbers(1) WHERE ${one}` : one));
  for (const statement of broken) {
    const error = await warehouse.read(statement).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(Fault);
    const fault = error as Fault;
    expect(fault.cause).toBeInstanceOf(Error);
    for (const language of ['en', 'zh'] as const)
      expect(fault.say(language)).not.toMatch(/secret|nowhere|nothing|AST|re2|while|Maximum/);
    expect(JSON.stringify(fault.values)).toBe('{}');
  }
}, 60_000);
