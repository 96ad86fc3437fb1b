import { expect, it } from 'vitest';
import type { FunnelAnswer } from './answer.ts';
import { conversionLines, drawsFewer, stepBars } from './pictures.ts';

type Trend = Extract<FunnelAnswer, { show: 'trend' }>;

/** One period; everybody, then groups, each with its steps' people. */
function trend(groups: Record<string, [number, number]>): Trend {
  return {
    show: 'trend',
    periods: [{ label: '2026-11-01', open: false }],
    groups: Object.entries(groups).map(([name, people]) => ({
      ...(name !== 'all' && { group: [name] }),
      people: [people],
    })),
  } as unknown as Trend;
}

const beside = (before: Trend) => ({ before, places: [0] });

it('compares each group with itself, wherever it stood before', () => {
  const now = trend({ all: [100, 30], ads: [60, 15], direct: [40, 15] });
  const before = trend({ all: [100, 50], direct: [80, 40], ads: [20, 10] });
  const { series } = conversionLines(now, beside(before), 'zh');
  expect(series.map(({ key, name, values, comparedTo }) => [key, name, values, comparedTo])).toEqual([
    ['1', 'ads', [0.25], undefined],
    ['2', 'direct', [0.375], undefined],
    ['before 2', 'ads · 对比期', [0.5], '1'],
    ['before 1', 'direct · 对比期', [0.5], '2'],
  ]);
});

it('compares everybody with everybody where nothing is broken down, and leaves out a group that was not there', () => {
  const { series } = conversionLines(trend({ all: [100, 30] }), beside(trend({ all: [100, 50] })), 'en');
  expect(series.map(({ name, values }) => [name, values])).toEqual([
    ['Everybody', [0.3]],
    ['Before', [0.5]],
  ]);
  const born = conversionLines(trend({ all: [9, 3], ads: [9, 3] }), beside(trend({ all: [9, 3] })), 'en');
  expect(born.series.map(({ key }) => key)).toEqual(['1']);
});

it('draws everybody before the groups, and levels as places on one scale', () => {
  const of = (group: unknown) => ({ ...(group ? { group } : {}), steps: [{ people: 9 }, { people: 3 }] });
  const answer = { groups: [of(undefined), of(['bronze']), of(['gold']), of([null]), of('other')] };
  const { groups } = stepBars(answer as unknown as Parameters<typeof stepBars>[0], ['a', 'b'], 'en');
  expect(groups.map(({ name, tone }) => [name, tone])).toEqual([
    ['Everybody', 'everybody'],
    ['bronze', { level: 0, of: 2 }],
    ['gold', { level: 1, of: 2 }],
    ['(none)', 'other'],
    ['Other', 'other'],
  ]);
  expect(groups.some(({ withoutBars }) => withoutBars)).toBe(false);
});

it('leaves the bars of groups out for which there is no colour, not their figures', () => {
  const cities = Array.from({ length: 10 }, (_, i) => ({
    group: [`${'abcdefghij'[i]} city`],
    steps: [{ people: 2 }],
  }));
  const answer = { show: 'steps', groups: [{ steps: [{ people: 20 }] }, ...cities] } as unknown as Parameters<
    typeof stepBars
  >[0];
  const { groups } = stepBars(answer, ['a'], 'en');
  expect(groups).toHaveLength(11);
  expect(groups.filter(({ withoutBars }) => withoutBars)).toHaveLength(2);
  expect(drawsFewer(answer)).toBe(true);
});
