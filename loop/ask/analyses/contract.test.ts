import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { print, sql } from '#lib/sql';
import type { Analysis } from '../analysis.ts';
import { ask, parseQuestion, prepare } from '../ask.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { analyses, type Kind } from './index.ts';

/** Questions that each analysis is held to, beside the one with nothing but its kind. */
const asked: Record<Kind, Record<string, unknown>[]> = {
  retention: [
    { span: { last: 6, unit: 'week' }, unit: 'week', periods: 5, entry: 'ever' },
    { span: { last: 14, unit: 'day' }, periods: 5, by: [{ property: 'platform' }], top: 2 },
    { span: { last: 20, unit: 'day' }, periods: 4, window: 'rolling', timeZone: 'America/New_York' },
  ],
  funnel: [
    { steps: [{ event: 'Product Viewed' }, { event: 'Product Added' }, { event: 'Order Paid' }] },
    {
      steps: [{ event: 'Product Viewed' }, { event: 'Order Paid' }],
      by: [{ property: 'channel', of: 'person' }],
      top: 3,
      order: 'any',
    },
  ],
  trend: [
    { series: [{ event: '*', count: 'people' }] },
    { series: [{ event: 'Order Paid', count: 'people' }], by: [{ property: 'platform' }], unit: 'week' },
  ],
};

let company: Company;
beforeAll(async () => {
  company = await openCompany(250);
}, 60_000);
afterAll(() => company.close());

const questions = Object.entries(asked).flatMap(([kind, list]) =>
  list.map((question, i) => ({ kind, name: `${kind} ${i + 1}`, question: { kind, ...question } })),
);

describe.each(questions)('$name', ({ kind, question }) => {
  const analysis = analyses[kind as Kind] as Analysis;

  it('has as many people behind each point as the point says', async () => {
    const { viewer, scopes, columns } = company;
    const { answer } = await ask(question, viewer, company);
    const points = analysis.points(answer);
    expect(points.some(({ people }) => people > 0)).toBe(true);
    const prepared = prepare(parseQuestion(question), await scopes.scopeOf(viewer));
    const some = points.filter((_, i) => i % Math.ceil(points.length / 15) === 0);
    for (const { point, people } of some) {
      const behind = analysis.people(prepared, analysis.point.parse(point));
      const [row] = await columns.read<{ n: string; distinct: string }>(
        sql`SELECT count() AS n, uniqExact(person) AS distinct FROM (${behind})`,
      );
      expect({ point, people: Number(row?.n) }).toEqual({ point, people });
      expect(row?.distinct).toBe(row?.n);
    }
  });

  it('is compiled the same way twice, with every value bound', async () => {
    const scope = await company.scopes.scopeOf(company.viewer);
    const compile = () => print(analysis.compile(prepare(parseQuestion(question), scope)));
    expect(compile()).toEqual(compile());
    expect(compile().text).not.toMatch(/Product Viewed|Order Paid|platform|channel/);
  });

  it('answers in plain JSON, with words in both languages and a table without holes', async () => {
    const answered = await ask(question, company.viewer, company);
    expect(JSON.parse(JSON.stringify(answered))).toEqual(answered);
    for (const words of [answered.headline, answered.definition, ...answered.remarks]) {
      expect(words.zh).toMatch(/\p{Script=Han}/u);
      expect(words.en).toMatch(/^[^\p{Script=Han}]+$/u);
    }
    for (const row of answered.table.rows)
      for (const { key } of answered.table.columns) expect(row[key]).not.toBeUndefined();
  });

  it('answers a project without any data', async () => {
    const empty = { ...company.viewer, project: { ...company.viewer.project, id: 999_999 } };
    const { answer } = await ask(question, empty, company);
    expect(analysis.points(answer).every(({ people }) => people === 0)).toBe(true);
  });
});
