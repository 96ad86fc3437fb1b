import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '#lib/core';
import type { TrendAnswer } from './analyses/trend/answer.ts';
import { ask, parseQuestion } from './ask.ts';
import { csvOf, excelOf } from './download.ts';
import { peopleBehind } from './people-behind.ts';
import { type Company, openCompany } from './testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany(120);
}, 60_000);
afterAll(() => company.close());

const paid = {
  kind: 'trend',
  span: { last: 60, unit: 'day' },
  series: [{ event: 'Order Paid', count: 'events' }],
};
const total = async (question: unknown) =>
  ((await ask(question, company.viewer, company)).answer as TrendAnswer).totals[0];

describe('a question', () => {
  it('is answered anew as soon as there is new data', async () => {
    const before = await total(paid);
    const again = await ask(paid, company.viewer, company);
    expect((await ask(paid, company.viewer, company)).answer).toBe(again.answer);
    await company.collect.receive({
      project: company.viewer.project.id,
      messages: [
        {
          type: 'track',
          event: 'Order Paid',
          userId: 'newcomer',
          messageId: 'ask-test-1',
          timestamp: '2026-11-19T04:00:00Z',
        },
      ],
    });
    await company.collect.settle();
    expect(await total(paid)).toBe(Number(before) + 1);
  });

  it('is compared with the span before it, or a year earlier', async () => {
    const spans = { previous: ['2026-10-10', '2026-10-19'], year: ['2025-10-20', '2025-10-29'] } as const;
    const question = { ...paid, span: { from: '2026-10-20', to: '2026-10-29' } };
    for (const [compare, [from, to]] of Object.entries(spans)) {
      const { before } = await ask({ ...question, compare }, company.viewer, company);
      const other = await ask({ ...question, span: { from, to } }, company.viewer, company);
      expect(before).toEqual(other.answer);
    }
  });

  it('counts people once, whatever ids they came with', async () => {
    const { viewer, columns, scopes } = company;
    const people = {
      ...paid,
      series: [{ event: '*', count: 'people' }],
      span: { last: 1, unit: 'month' },
      unit: 'month',
    };
    const behind = peopleBehind(people, { series: 0 }, await scopes.scopeFor(viewer));
    const rows = await columns.read<{ person: string }>(behind);
    expect(new Set(rows.map(({ person }) => person)).size).toBe(rows.length);
    expect(await total(people)).toBe(rows.length);
  });

  it.each([
    [{}, 'ask.unknown-kind', 'unknown kind of question: nothing; known are retention, funnel, trend'],
    [
      { kind: 'sql' },
      'ask.unknown-kind',
      'unknown kind of question: "sql"; known are retention, funnel, trend',
    ],
    [{ kind: 'retention', sql: 'DROP TABLE events' }, 'ask.wrong-question', 'sql'],
    [{ kind: 'retention', span: { from: '2026-02-01', to: '2026-01-01' } }, 'ask.wrong-question', 'span'],
    [
      { kind: 'retention', who: { property: 'age', op: 'between', values: [1] } },
      'ask.wrong-question',
      'takes two values, 1 given',
    ],
    [{ kind: 'retention', timeZone: 'Mars/Olympus' }, 'ask.wrong-question', 'unknown time zone'],
  ])('that is wrong is refused with the place and the reason: %j', (question, code, part) => {
    const refuse = () => parseQuestion(question);
    expect(refuse).toThrow(Fault);
    expect(refuse).toThrow(expect.objectContaining({ code }));
    expect(refuse).toThrow(part);
  });

  it('says that a segment is not there instead of counting nobody', async () => {
    const asked = ask({ ...paid, who: { inSegment: 'nope' } }, company.viewer, company);
    await expect(asked).rejects.toThrow('there is no segment nope in this project');
  });

  it('that is wrong is explained in the language of who asks', () => {
    const wrong = () => parseQuestion({ kind: 'retention', periods: 'eight' }, 'zh');
    expect(wrong).toThrow(
      expect.objectContaining({ values: expect.objectContaining({ path: 'periods', given: '"eight"' }) }),
    );
    expect(wrong).toThrow(/期望/);
  });

  it('can be taken away as CSV and Excel', async () => {
    const { table } = await ask(paid, company.viewer, company);
    const lines = [...csvOf(table, 'zh')];
    expect(lines).toHaveLength(table.rows.length + 1);
    expect(lines[0]).toContain(table.columns[0]!.title.zh);
    const workbook = await excelOf(table, 'zh');
    expect(Buffer.from(workbook.subarray(0, 2)).toString()).toBe('PK');
  });
});
