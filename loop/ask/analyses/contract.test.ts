import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pointOf, type Words } from '#lib/core';
import { print, sql } from '#lib/sql';
import { plainNaming } from '#loop/condition';
import { analysisOf } from '../analysis/any-analysis.ts';
import { AnyAnswered } from '../answered.ts';
import { ask } from '../ask.ts';
import { earlierOf, parseQuestion, prepare } from '../parse-question.ts';
import { type Company, openCompany } from '../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany(250);
}, 60_000);
afterAll(() => company.close());

const questions = Object.entries(analysisOf).flatMap(([kind, analysis]) =>
  analysis.examples.map(({ title, question }) => ({
    name: `${kind}: ${title.en}`,
    analysis,
    question: { kind, ...question },
  })),
);

it('stands in the order of the menu, each with its own place and its words in both languages', () => {
  const all = Object.values(analysisOf);
  const places = all.map(({ place }) => place);
  expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
  for (const { title, summary, examples } of all)
    for (const words of [title, summary, ...examples.map((example) => example.title)]) expectWords(words);
});

describe.each(questions)('$name', ({ analysis, question }) => {
  const compared = 'compare' in question;

  it.each(compared ? [false, true] : [false])(
    'has as many people behind each point as the point says (of what it is compared with: %s)',
    async (before) => {
      const { viewer, scopes, warehouse } = company;
      const answered = await ask(question, viewer, company);
      const points = analysis.points(before ? answered.before : answered.answer);
      // entrances of people who may enter often are no points
      if (points.length === 0) return;
      expect(points.some(({ people }) => people > 0)).toBe(true);
      const now = prepare(parseQuestion(question), await scopes.scopeOf(viewer));
      const prepared = before ? earlierOf(now, analysis)[0]! : now;
      const behind = points.map(({ point }, i) => {
        const people = analysis.people(prepared, analysis.point.parse(JSON.parse(JSON.stringify(point))));
        return sql`SELECT ${sql.integer(i)} AS i, count() AS n, uniqExact(person) AS distinct FROM (${people})`;
      });
      for (let from = 0; from < behind.length; from += AT_ONCE) {
        const some = behind.slice(from, from + AT_ONCE);
        const rows = await warehouse.read<{ i: number; n: string; distinct: string }>(
          sql.join(some, sql` UNION ALL `),
        );
        for (const { i, n, distinct } of rows) {
          expect({ ...points[i], people: Number(n) }).toEqual(points[i]);
          expect(distinct).toBe(n);
        }
      }
    },
    120_000,
  );

  it('is compiled the same way twice, with every value bound', async () => {
    const scope = await company.scopes.scopeOf(company.viewer);
    const compile = () => Object.values(analysis.compile(prepare(parseQuestion(question), scope))).map(print);
    expect(compile()).toEqual(compile());
    for (const { text } of compile()) expect(text).not.toMatch(/Product Viewed|Order Paid|platform|channel/);
  });

  it('answers in plain JSON of its schema, with words in both languages and a table without holes', async () => {
    const answered = await ask(question, company.viewer, company);
    expect(JSON.parse(JSON.stringify(answered))).toEqual(answered);
    expect(AnyAnswered.parse(answered)).toEqual(answered);
    expect(analysis.answered.parse(answered.answer)).toEqual(answered.answer);
    for (const words of [answered.headline, answered.definition, ...answered.remarks]) expectWords(words);
    const { columns, rows } = answered.table;
    for (const row of rows) for (const { key } of columns) expect(row[key]).not.toBeUndefined();
  });

  it('has the people of its points behind the figures of its table', async () => {
    const { answer, table } = await ask(question, company.viewer, company);
    const people = new Map(analysis.points(answer).map(({ point, people: n }) => [keyOf(point), n]));
    expect(table.points).toHaveLength(table.rows.length);
    for (const [i, row] of table.rows.entries())
      for (const column of table.columns) {
        const point = pointOf(table, i, column);
        if (!point) continue;
        expect(analysis.point.safeParse(point).error).toBeUndefined();
        const cell = row[column.key];
        const counted = people.get(keyOf(point));
        if (column.kind === 'number' && typeof cell === 'number' && counted !== undefined)
          expect([point, cell]).toEqual([point, counted]);
      }
  });

  it('says in words who is behind each point, and of whom they are a share', async () => {
    const { answer } = await ask(question, company.viewer, company);
    const scope = await company.scopes.scopeOf(company.viewer);
    const asked = { ...prepare(parseQuestion(question), scope), naming: plainNaming };
    const counts = new Map(analysis.points(answer).map(({ point, people }) => [keyOf(point), people]));
    for (const { point, people } of analysis.points(answer)) {
      const { title, of } = analysis.pointTitle(analysis.point.parse(point), asked);
      expect(title.zh).toMatch(/\p{Script=Han}.*的$/u);
      expect(`${title.zh} ${title.en}`).not.toMatch(/undefined|null|NaN|\[object/);
      if (of?.length === 1) expect([point, counts.get(keyOf(of[0]))! >= people]).toEqual([point, true]);
    }
  });

  it('answers a project without any data', async () => {
    const empty = { ...company.viewer, project: { ...company.viewer.project, id: 999_999 } };
    const { answer } = await ask(question, empty, company);
    expect(analysis.points(answer).every(({ people }) => people === 0)).toBe(true);
  });
});

const AT_ONCE = 40;

/** A point, whatever the order of its members and whether absent ones are written. */
function keyOf(point: unknown): string {
  return JSON.stringify(
    Object.entries(point as object)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function expectWords({ zh, en }: Words): void {
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(en).toMatch(/^[^\p{Script=Han}]+$/u);
}
