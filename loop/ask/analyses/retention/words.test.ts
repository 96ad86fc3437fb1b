import { describe, expect, it } from 'vitest';
import { intervalOf, plainNaming, type Scope } from '#loop/condition';
import { countedAs, presets } from './presets.ts';
import type { RetentionQuestion } from './question.ts';
import { retention } from './retention.ts';

const calendar = { timeZone: 'UTC', weekStart: 'monday', now: new Date('2026-11-22T12:00:00Z') } as Scope;
const span = { from: '2026-11-01', to: '2026-11-03' };
const base = { kind: 'retention', span, periods: 8, start: { event: 'signup' }, return: { event: 'order' } };

function ask(input: Record<string, unknown>) {
  const question = retention.question.parse({ ...base, ...input });
  return { question, naming: plainNaming, scope: calendar, ...intervalOf(question.span, calendar) };
}

/** 100 people a day on three days; `back` of them on day 7. */
const rows = (back: number) =>
  [0, 1, 2].flatMap((cohort) => [
    { place: 1, shown: [], cohort, period: 0, people: '100', total: 0, payments: 0 },
    { place: 1, shown: [], cohort, period: 7, people: String(back), total: 2 * back, payments: back },
  ]);

describe('the headline', () => {
  it('says rate, people and change', () => {
    const asked = ask({ entry: 'ever', compare: 'previous' });
    const headline = retention.headline(
      retention.answer(rows(18), asked),
      asked,
      retention.answer(rows(20), asked),
    );
    expect(headline.zh).toBe('第 7 日留存 18.0%，共 300 人，比上期低 2.0 个百分点');
    expect(headline.en).toBe('Day 7 retention 18.0%, of 300 people, 2.0 points below the previous span');
  });

  it('counts entries where people may enter several times, and says what they paid', () => {
    const asked = ask({ value: { of: 'amount', as: 'perPerson' } });
    const headline = retention.headline(retention.answer(rows(25), asked), asked);
    expect(headline.zh).toBe('第 7 日留存 25.0%，共 300 人次；人均「amount」 0.5');
  });

  it('takes the last period that any cohort is old enough for', () => {
    const asked = {
      ...ask({ entry: 'first' }),
      scope: { ...calendar, now: new Date('2026-11-05T12:00:00Z') },
    };
    expect(retention.headline(retention.answer(rows(0), asked), asked).zh).toBe(
      '第 3 日留存 0.0%，共 100 人',
    );
  });

  it('says so when nobody entered or nobody is old enough', () => {
    const asked = ask({ entry: 'first' });
    expect(retention.headline(retention.answer([], asked), asked).zh).toBe('这段时间没有人做过「signup」');
    const young = { ...asked, scope: { ...calendar, now: new Date('2026-11-01T12:00:00Z') } };
    const today = rows(0).filter(({ cohort }) => cohort === 0);
    expect(retention.headline(retention.answer(today, young), young).en).toBe(
      'No cohort is old enough for day 1 yet, of 100 people',
    );
  });
});

describe('the definition', () => {
  const options: Partial<RetentionQuestion>[] = [
    {},
    { entry: 'first', window: 'rolling' },
    { entry: 'ever', count: 'onOrAfter' },
    { entry: 'firstEver', count: 'streak', minReturns: 3 },
    { count: 'brackets', brackets: [[1, 3]], sample: 0.1 },
    { count: 'onOrBefore', value: { of: 'amount', as: 'sum' }, unit: 'week', weekStart: 'sunday' },
  ];
  it('tells every way of counting apart, in both languages, without holes', () => {
    const told = options.map((option) => retention.definition(ask(option)));
    expect(new Set(told.map(({ zh }) => zh)).size).toBe(options.length);
    for (const { zh, en } of told) {
      expect(zh).not.toMatch(/undefined|\{|\}/);
      expect(en).not.toMatch(/undefined|\{|\}|[一-鿿]/);
      expect(zh).toContain('「signup」');
      expect(en).toContain('“order”');
    }
  });

  it('names the products that would count the same', () => {
    expect(countedAs(ask({}).question)).toEqual(['posthog', 'sensors']);
    expect(countedAs(ask({ unit: 'week', weekStart: 'monday' }).question)).toEqual(['sensors']);
    expect(countedAs(ask({ entry: 'ever' }).question)).toEqual([]);
    for (const [name, { options: same }] of Object.entries(presets))
      expect(countedAs(ask(same).question)).toContain(name);
  });
});

describe('the table', () => {
  it('has a row for each cohort, zeros kept, and no rate before a period is over', () => {
    const asked = { ...ask({ periods: 3 }), scope: { ...calendar, now: new Date('2026-11-04T12:00:00Z') } };
    const { rows: lines } = retention.table(retention.answer(rows(0), asked), asked);
    expect(lines).toEqual([
      { cohort: '2026-11-01', size: 100, people1: 0, rate1: 0, people2: 0, rate2: 0 },
      { cohort: '2026-11-02', size: 100, people1: 0, rate1: 0, people2: 0, rate2: null },
      { cohort: '2026-11-03', size: 100, people1: 0, rate1: null, people2: 0, rate2: null },
    ]);
  });
});

describe('the question', () => {
  it('takes brackets only with the count that needs them', () => {
    expect(() => ask({ count: 'brackets' })).toThrow('go together');
    expect(() => ask({ brackets: [[1, 2]] })).toThrow('go together');
    expect(() => ask({ count: 'brackets', brackets: [[3, 2]] })).toThrow('not after');
  });
});
