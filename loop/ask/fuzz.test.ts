import { expect, it } from 'vitest';
import { Fault, type Random, seededRandom } from '#lib/core';
import { print } from '#lib/sql';
import type { Project } from '#loop/access';
import { testScope } from '../access/testing.ts';
import { analysisOf } from './analysis/any-analysis.ts';
import { parseQuestion, prepare } from './parse-question.ts';

const INPUTS = 100_000;
const project: Project = { id: 1, name: 'fuzz', timeZone: 'Asia/Shanghai', weekStart: 'monday' };
const scope = testScope(project, { merged: true }, new Date('2026-11-20T00:00:00Z'));

const valid: Record<string, unknown>[] = [
  {
    kind: 'retention',
    span: { last: 30, unit: 'day' },
    periods: 8,
    start: { event: 'a', where: { property: 'x', op: 'is', values: ['1'] } },
    who: { all: [{ did: { event: 'b' }, times: { op: 'atLeast', n: 2 }, within: { last: 7, unit: 'day' } }] },
    by: [{ property: 'city', of: 'person' }],
  },
  { kind: 'funnel', steps: [{ event: 'a' }, { event: 'b' }], window: { n: 7, unit: 'day' }, order: 'strict' },
  { kind: 'trend', series: [{ event: '*', count: 'people' }], compare: 'previous', unit: 'week' },
];

const strange: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  '*',
  'a'.repeat(5000),
  '\u0000',
  "'; DROP TABLE events; --",
  '`x`',
  '{p0:String}',
  '\ud800',
  [],
  {},
  [[]],
  [null],
  { all: [] },
  { not: null },
  { event: '*' },
  { last: 9e9, unit: 'day' },
  { from: '0000-00-00', to: '9999-99-99' },
  { __proto__: { kind: 'trend' } },
  { constructor: 1 },
  'retention',
  'toString',
  '__proto__',
  '2026-02-30',
  'NaN',
];

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** The value with one place in it put, taken or made strange. */
function mutate(value: unknown, random: Random): unknown {
  if (random() < 0.25 || typeof value !== 'object' || value === null) return pick(random, strange);
  const keys = Object.keys(value);
  const key =
    keys.length && random() < 0.85
      ? pick(random, keys)
      : String(pick(random, [...strange, 'where', 'by', 'top', 'sample']));
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  if (random() < 0.15) delete copy[key];
  else
    Object.defineProperty(copy, key, {
      value: mutate(copy[key], random),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return copy;
}

it(`answers ${INPUTS.toLocaleString('en')} wrong and nearly right questions with a fault that a person understands, or with SQL`, () => {
  const random = seededRandom(20261122);
  let refused = 0;
  let compiled = 0;
  for (let i = 0; i < INPUTS; i++) {
    let input: unknown = pick(random, valid);
    for (let times = 1 + Math.floor(random() * 3); times > 0; times--) input = mutate(input, random);
    try {
      const question = parseQuestion(input);
      const statements = analysisOf[question.kind].compile(prepare(question, scope));
      for (const one of Object.values(statements)) expect(print(one).text).not.toMatch(/DROP TABLE/);
      compiled++;
    } catch (error) {
      if (!(error instanceof Fault))
        throw new Error(`not a fault: ${String(error)} for ${JSON.stringify(input)?.slice(0, 400)}`);
      expect(error.status).toBe(400);
      expect(error.say('en').length).toBeGreaterThan(10);
      expect(error.say('zh')).toMatch(/\p{Script=Han}/u);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(INPUTS / 4);
  expect(compiled).toBeGreaterThan(INPUTS / 50);
}, 120_000);
