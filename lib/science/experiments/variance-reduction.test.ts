import { expect, it } from 'vitest';
import { readColumns, reference } from '../testing/reference-data.ts';
import { cuped } from './cuped.ts';
import { difference } from './difference.ts';
import { welchTest } from './fixed/t-test.ts';
import { meanEstimate } from './group-estimate.ts';
import { groupSums, pairSums } from './group-sums.ts';
import { postStratify } from './post-stratification.ts';
import { winsoriseGroups } from './winsorise-groups.ts';

const file = reference('refs/cuped_sim.csv');

it.runIf(file)('CUPED has the slope, differences and t of the reference', () => {
  const { arm, x, y } = readColumns(file!);
  const pairsOf = (group: string) => {
    const rows = arm!.flatMap((each, row) => (each === group ? [row] : []));
    return pairSums(
      rows.map((row) => Number(y![row])),
      rows.map((row) => Number(x![row])),
    );
  };
  const [a, b] = [pairsOf('0'), pairsOf('1')];
  const plain = welchTest({ n: a.n, sum: a.y, squares: a.yy }, { n: b.n, sum: b.y, squares: b.yy });
  expect(plain.estimate).toBeCloseTo(0.114137, 6);
  expect(plain.statistic).toBeCloseTo(3.6583, 4);
  const adjusted = cuped(a, b);
  expect(adjusted.theta).toBeCloseTo(0.700084, 6);
  const effect = difference(adjusted.a, adjusted.b);
  expect(effect.estimate).toBeCloseTo(0.08284, 6);
  expect(effect.statistic).toBeCloseTo(3.7312, 4);
  expect(adjusted.saved).toBeCloseTo(0.4937, 3);
});

it('CUPED by a value that says nothing changes nothing', () => {
  const a = pairSums([1, 2, 3, 4], [5, 7, 7, 5]);
  const b = pairSums([2, 3, 4, 5], [5, 7, 7, 5]);
  const adjusted = cuped(a, b);
  expect(adjusted.theta).toBeCloseTo(0, 12);
  expect(adjusted.b.value - adjusted.a.value).toBeCloseTo(1, 12);
  expect(adjusted.saved).toBeCloseTo(0, 12);
  expect(() => cuped(pairSums([1, 2], [3, 3]), pairSums([1, 2], [3, 3]))).toThrow('the same in every row');
});

it('post-stratification undoes an unlucky split: equal means in every stratum give equal means', () => {
  const light = { a: groupSums([1, 2, 3]), b: groupSums([1, 2, 3, 1, 2, 3, 1, 2, 3]) };
  const heavy = { a: groupSums([10, 11, 12, 10, 11, 12]), b: groupSums([10, 11, 12]) };
  const { a, b } = postStratify([light, heavy]);
  expect(a.value).toBeCloseTo((12 * 2 + 9 * 11) / 21, 12);
  expect(b.value).toBeCloseTo(a.value, 12);
  expect(a.variance).toBeCloseTo((12 / 21) ** 2 / 3 + ((9 / 21) ** 2 * 0.8) / 6, 12);
  const whole = groupSums([4, 6, 9]);
  expect(postStratify([{ a: whole, b: whole }]).a).toEqual(meanEstimate(whole));
  expect(() => postStratify([{ a: groupSums([1]), b: whole }])).toThrow('at least 2');
});

it('winsorising sets all groups to the same limits', () => {
  const spread = Array.from({ length: 100 }, (_, i) => i + 1);
  const { low, high, groups } = winsoriseGroups([spread, [1000]], { lower: 0.05, upper: 0.95 });
  expect([low, high]).toEqual([6, 96]);
  expect(groups[1]).toEqual(Float64Array.of(96));
  expect(groups[0]![0]).toBe(6);
  expect(groups[0]![49]).toBe(50);
  expect(() => winsoriseGroups([[1]], { upper: 95 })).toThrow('shares of the limits');
});
