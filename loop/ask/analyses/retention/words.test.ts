import { describe, expect, it } from 'vitest';
import { intervalOf, plainNaming } from '#loop/condition';
import { testScope } from '../../../access/testing.ts';
import { retentionAnswer } from './answer.ts';
import { countedAs, presets } from './presets.ts';
import type { RetentionQuestion } from './question.ts';
import { retention } from './retention.ts';

const project = { id: 1, name: 'shop', timeZone: 'UTC', weekStart: 'monday' as const };
const at = (now: string) => testScope(project, {}, new Date(now));
const calendar = at('2026-11-22T12:00:00Z');
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
  it('says the usual figures, people and change', () => {
    const asked = ask({ entry: 'ever', compare: 'previous' });
    const headline = retention.headline(
      retentionAnswer({ cells: rows(18) }, asked),
      asked,
      retentionAnswer({ cells: rows(20) }, asked),
    );
    expect(headline.zh).toBe(
      '次日留存 0.0%（与上期持平），第 7 日 18.0%（比上期低 2.0 个百分点），共 300 人',
    );
    expect(headline.en).toBe(
      'Day 1 retention 0.0% (the same as in the previous span), day 7 18.0% (2.0 points below the previous span), of 300 people',
    );
  });

  it('counts entries where people may enter several times, and says what they paid', () => {
    const asked = ask({ value: { of: 'amount', as: 'perPerson' } });
    const headline = retention.headline(retentionAnswer({ cells: rows(25) }, asked), asked);
    expect(headline.zh).toBe('次日留存 0.0%，第 7 日 25.0%，共 300 人次；第 7 日人均「amount」 0.5');
  });

  it('goes as far as cohorts are old enough, each figure with the people it rests on', () => {
    const asked = { ...ask({ entry: 'first' }), scope: at('2026-11-05T12:00:00Z') };
    const { zh, en } = retention.headline(retentionAnswer({ cells: rows(0) }, asked), asked);
    expect(zh).toBe('次日留存 0.0%（300 人），第 3 日 0.0%（100 人）');
    expect(en).toBe('Day 1 retention 0.0% (of 300 people), day 3 0.0% (of 100)');
  });

  it('never rests on a handful while others rest on many, unless nobody has more', () => {
    const told = (last: string) => {
      const asked = { ...ask({ entry: 'first' }), scope: at('2026-11-05T12:00:00Z') };
      const few = rows(0).map((row) =>
        row.cohort === 0 ? { ...row, people: row.period === 0 ? last : '0' } : row,
      );
      return retention.headline(retentionAnswer({ cells: few }, asked), asked).en;
    };
    expect(told('3')).toBe('Day 1 retention 0.0% (of 203 people), day 2 0.0% (of 103)');
    expect(told('40')).toBe('Day 1 retention 0.0% (of 240 people), day 3 0.0% (of 40)');
  });

  it('says where the curve turns only since other cohorts are in it', () => {
    const asked = { ...ask({ entry: 'first' }), scope: at('2026-11-05T12:00:00Z') };
    const people: Record<string, number> = { '0 1': 60, '0 2': 50, '0 3': 40, '1 1': 10, '1 2': 8, '2 1': 5 };
    const mixed = rows(0).flatMap((row) => [
      ...(row.period === 0 ? [row] : []),
      ...[1, 2, 3].flatMap((period) =>
        row.period === 0 && people[`${row.cohort} ${period}`]
          ? [{ ...row, period, people: String(people[`${row.cohort} ${period}`]) }]
          : [],
      ),
    ]);
    const answer = retentionAnswer({ cells: mixed }, asked);
    expect(answer.curves[0]!.cells.slice(1, 4).map(({ rate }) => rate)).toEqual([0.25, 0.29, 0.4]);
    expect(retention.remarks?.(answer, asked)[0]).toEqual({
      zh: '总体曲线在第 2 日、第 3 日处上升，是因为各列包含的批次不同：同一些批次里并没有上升',
      en: 'The pooled curve rises at day 2, day 3 since its columns hold different cohorts: within the same cohorts it does not',
    });
  });

  it('says so when nobody entered or nobody is old enough', () => {
    const asked = ask({ entry: 'first' });
    expect(retention.headline(retentionAnswer({ cells: [] }, asked), asked).zh).toBe(
      '这段时间没有人做过「signup」',
    );
    const young = { ...asked, scope: at('2026-11-01T12:00:00Z') };
    const today = rows(0).filter(({ cohort }) => cohort === 0);
    expect(retention.headline(retentionAnswer({ cells: today }, young), young).en).toBe(
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
    { hold: { property: 'plan' } },
    { complete: true },
    { wholeCohorts: true, value: { of: 'amount', as: 'perReturning' } },
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
  it('has a row for each cohort, zeros kept, no rate before a period is over, and nothing before it has begun', () => {
    const asked = { ...ask({ periods: 3 }), scope: at('2026-11-04T12:00:00Z') };
    const { rows: lines } = retention.table(retentionAnswer({ cells: rows(0) }, asked), asked);
    expect(lines).toEqual([
      { cohort: '2026-11-01', size: 100, people1: 0, rate1: 0, lost1: 100, people2: 0, rate2: 0, lost2: 100 },
      {
        cohort: '2026-11-02',
        size: 100,
        people1: 0,
        rate1: 0,
        lost1: 100,
        people2: 0,
        rate2: null,
        lost2: null,
      },
      {
        cohort: '2026-11-03',
        size: 100,
        people1: 0,
        rate1: null,
        lost1: null,
        people2: null,
        rate2: null,
        lost2: null,
      },
    ]);
  });
});

describe('chosen columns', () => {
  const asked = ask({ columns: [3, 7], entry: 'ever' });
  const answer = retentionAnswer({ cells: rows(18) }, asked);
  it('take the place of all periods, in the table, the headline and the points', () => {
    expect(answer.columns.map(({ from }) => from)).toEqual([0, 3, 7]);
    expect(retention.table(answer, asked).rows[0]).toMatchObject({ people1: 0, people2: 18, lost2: 82 });
    expect(retention.headline(answer, asked).zh).toBe('第 3 日留存 0.0%，第 7 日 18.0%，共 300 人');
    expect(retention.points(answer)).toContainEqual({
      point: { cohort: 0, period: 2, gone: true },
      people: 82,
    });
  });

  it('go from low to high, and not with brackets', () => {
    expect(() => ask({ columns: [7, 3] })).toThrow('from low to high');
    expect(() => ask({ columns: [1], count: 'brackets', brackets: [[1, 2]] })).toThrow('leave out');
  });
});

describe('only periods that are over', () => {
  const now = { ...ask({ periods: 3 }), scope: at('2026-11-04T12:00:00Z') };
  const of = (option: 'complete' | 'wholeCohorts') => {
    const asked = { ...now, question: { ...now.question, [option]: true } };
    return { asked, answer: retentionAnswer({ cells: rows(0) }, asked) };
  };
  it('leave out cells that may grow, and keep what is over', () => {
    const { answer, asked } = of('complete');
    expect(retention.table(answer, asked).rows.map(({ people1, people2 }) => [people1, people2])).toEqual([
      [0, 0],
      [0, null],
      [null, null],
    ]);
  });

  it('or leave out whole cohorts, so that all columns rest on the same people', () => {
    const { answer } = of('wholeCohorts');
    expect(answer.curves[0]!.cohorts.map(({ label }) => label)).toEqual(['2026-11-01']);
    expect(answer.curves[0]!.cells.map(({ base }) => base)).toEqual([100, 100, 100]);
  });

  it('say so where no cohort is left', () => {
    const young = { ...of('wholeCohorts').asked, scope: at('2026-11-02T12:00:00Z') };
    expect(retention.headline(retentionAnswer({ cells: [] }, young), young).en).toBe(
      'No cohort has all of its periods behind it yet',
    );
  });
});

describe('the question', () => {
  it('takes brackets only with the count that needs them', () => {
    expect(() => ask({ count: 'brackets' })).toThrow('go together');
    expect(() => ask({ brackets: [[1, 2]] })).toThrow('go together');
    expect(() => ask({ count: 'brackets', brackets: [[3, 2]] })).toThrow('not after');
  });
});
