import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '#lib/core';
import { sql } from '#lib/sql';
import type { TrendAnswer } from './analyses/trend/answer.ts';
import { ask } from './ask.ts';
import { csvOf, excelOf } from './download.ts';
import { explainOperations } from './explain.ts';
import { parseQuestion } from './parse-question.ts';
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
    expect(await ask(paid, company.viewer, company)).toEqual(again);
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

  it('is explained without an answer: what it is read from, why, and how many rows', async () => {
    const { run } = explainOperations(company)['ask/explain'];
    const explained = (question: { kind: string }) =>
      run(company.viewer, question, { signal: new AbortController().signal } as Parameters<typeof run>[2]);
    const plan = await explained(paid);
    const [whole] = await company.warehouse.read<{ n: string }>(sql`SELECT count() AS n FROM events`);
    expect(plan.readFrom).toEqual({
      index: false,
      why: { zh: '要数的不只是人数', en: 'it counts more than people' },
    });
    expect(plan.statements.map(({ name }) => name)).toEqual(['figures']);
    expect(plan.statements[0]!.rows).toBeGreaterThan(0);
    expect(plan.statements[0]!.rows).toBeLessThanOrEqual(Number(whole?.n));
    await expect(explained({ kind: 'nonsense' })).rejects.toThrow(Fault);
  });

  it('counts numbers that were sent as text, and says what was none and what there is none of', async () => {
    const send = (value: string | number, n: number) => ({
      type: 'track',
      event: 'Text Paid',
      userId: 'texter',
      messageId: `text-${n}`,
      timestamp: '2026-11-19T04:00:00Z',
      properties: { sum: value, day: '2026-11-22' },
    });
    const messages = ['39.95', '100', 10, 'free', ' 1e1 ', '12 €'].map(send);
    await company.collect.receive({ project: company.viewer.project.id, messages });
    await company.collect.settle();
    const of = (count: unknown, more: object = {}) =>
      ask({ ...paid, series: [{ event: 'Text Paid', count, ...more }] }, company.viewer, company);
    const summed = await of({ sum: 'sum' });
    expect((summed.answer as TrendAnswer).totals).toEqual([159.95]);
    expect(summed.remarks.map(({ en }) => en)).toContain('Left out: 2 values of “sum” that are no numbers.');
    const counted = async (property: string, op: string, ...values: unknown[]) =>
      ((await of('events', { where: { property, op, values } })).answer as TrendAnswer).totals[0];
    expect(await counted('sum', 'atLeast', 39)).toBe(2);
    expect(await counted('sum', 'is', '39.95')).toBe(1);
    expect(await counted('day', 'is', '2026-11-22')).toBe(6);
    expect(await counted('day', 'startsWith', '2026-11')).toBe(6);
    expect(await counted('day', 'contains', '11-2')).toBe(6);
    expect(await counted('day', 'after', '2026-11-20')).toBe(6);
    const grouped = await ask(
      { ...paid, series: [{ event: 'Text Paid' }], by: [{ property: 'day' }] },
      company.viewer,
      company,
    );
    expect(JSON.stringify(grouped.table.rows)).toContain('"2026-11-22"');
    const unknown = await of({ sum: 'summ' }, { event: 'Text Pait' });
    expect(unknown.remarks.map(({ en }) => en)).toEqual(
      expect.arrayContaining([
        'There is no event “Text Pait”; did you mean “Text Paid”?',
        'No event has a property “summ”; did you mean “sum”?',
      ]),
    );
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
    const { viewer, warehouse, scopes } = company;
    const people = {
      ...paid,
      series: [{ event: '*', count: 'people' }],
      span: { last: 1, unit: 'month' },
      unit: 'month',
    };
    const behind = peopleBehind(people, { series: 0 }, await scopes.scopeOf(viewer));
    const rows = await warehouse.read<{ person: string }>(behind);
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

  it('is answered in the words of the project, on screen, in the definition and in what is taken away', async () => {
    const { viewer } = company;
    const names = [
      { kind: 'event', name: 'Order Paid', zh: '支付订单', en: 'Paid an order' },
      { kind: 'event', name: 'Product Viewed', zh: '浏览商品', en: 'Looked at a product' },
      { kind: 'property', name: 'amount', zh: '金额', en: 'Amount' },
      { kind: 'property', name: 'platform', zh: '平台', en: 'Platform' },
    ] as const;
    await company.catalogue.rename(viewer.project.id, names);
    const raw = /Order Paid|Product Viewed|amount|platform/;
    const span = { last: 12, unit: 'month' };
    const value = { of: 'amount', as: 'perPerson' };
    const steps = [{ event: 'Product Viewed' }, { event: 'Order Paid' }];
    const exclude = [{ event: 'Order Paid', after: 0, before: 1 }];
    const mobile = { property: 'platform', op: 'is', values: ['ios'] };
    const asked = [
      { kind: 'trend', span, series: [{ event: 'Order Paid', count: { sum: 'amount' } }] },
      { kind: 'retention', span, start: { event: 'Order Paid', where: mobile }, value },
      { kind: 'funnel', span, steps },
      { kind: 'funnel', span, steps, exclude },
      { kind: 'funnel', span, steps, show: 'trend', unit: 'month' },
    ];
    for (const question of asked) {
      const { headline, definition, table } = await ask(question, viewer, company);
      for (const language of ['zh', 'en'] as const) {
        const told = [headline[language], definition[language], ...csvOf(table, language)].join('\n');
        expect(told).not.toMatch(raw);
        expect(told).toMatch(language === 'zh' ? /支付订单|浏览商品/ : /Paid an order|Looked at a product/);
      }
    }
    const [trend] = asked;
    const { table } = await ask(trend, viewer, company);
    expect([...csvOf(table, 'zh')][0]).toContain('支付订单 金额的总和');
    expect([...csvOf(table, 'zh')].at(-1)).toMatch(/^合计,/);
    expect([...csvOf(table, 'en')].at(-1)).toMatch(/^Total,/);
    await company.catalogue.rename(
      viewer.project.id,
      names.map(({ kind, name }) => ({ kind, name, zh: '', en: '' })),
    );
  });

  it('keeps a name that was given to a series or step, even when an event is called so', async () => {
    const { viewer } = company;
    const shared = { kind: 'event', name: 'Order Paid' } as const;
    await company.catalogue.rename(viewer.project.id, [{ ...shared, zh: '支付订单', en: 'Paid' }]);
    const series = [{ event: 'Product Viewed', name: 'Order Paid' }];
    const { headline } = await ask({ kind: 'trend', series }, viewer, company);
    expect(headline.zh).toContain('「Order Paid」');
    await company.catalogue.rename(viewer.project.id, [{ ...shared, zh: '', en: '' }]);
  });

  it('names the groups in words: everybody, the rest, and those without a value', async () => {
    const by = [{ property: 'category' }];
    const question = {
      kind: 'funnel',
      steps: [{ event: '*' }, { event: 'Order Paid' }],
      by,
      top: 1,
      attribute: 'last',
    };
    const { table } = await ask(question, company.viewer, company);
    const groups = new Set([...csvOf(table, 'zh')].slice(1).map((line) => line.split(',')[0]));
    expect(groups).toEqual(new Set(['全部', '（无值）', '其他']));
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
