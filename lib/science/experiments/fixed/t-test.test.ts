import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addGroupSums, groupSums } from '../group-sums.ts';
import { studentTest, welchTest } from './t-test.ts';

const a = [14.2, 11.8, 9.5, 13.1, 16.0, 10.4, 12.7, 15.3];
const b = [15.1, 17.9, 13.6, 16.8, 19.2, 12.9, 18.4];

describe('tests of means', () => {
  it('are those of SciPy 1.17, ttest_ind', () => {
    const student = studentTest(groupSums(a), groupSums(b));
    expect(student.statistic).toBeCloseTo(2.78719553018022, 10);
    expect(student.p).toBeCloseTo(0.01540255671225659, 10);
    expect(student.df).toBe(13);
    expect([student.low, student.high]).toEqual([
      expect.closeTo(0.7638404554615028, 8),
      expect.closeTo(6.029016687395641, 8),
    ]);
    const welch = welchTest(groupSums(a), groupSums(b));
    expect(welch.statistic).toBeCloseTo(2.7725004903276638, 10);
    expect(welch.p).toBeCloseTo(0.01642815605995835, 10);
    expect(welch.df).toBeCloseTo(12.414599425459235, 10);
    expect([welch.low, welch.high]).toEqual([
      expect.closeTo(0.7371449943235566, 8),
      expect.closeTo(6.055712148533588, 8),
    ]);
    expect(welchTest(groupSums(a), groupSums(b), { alternative: 'greater' }).p).toBeCloseTo(
      0.008214078029979175,
      10,
    );
  });

  it('change only the sign when the groups are swapped', () => {
    for (const test of [studentTest, welchTest]) {
      const forth = test(groupSums(a), groupSums(b));
      const back = test(groupSums(b), groupSums(a));
      expect(back.estimate).toBe(-forth.estimate);
      expect(back.p).toBe(forth.p);
      expect([back.low, back.high]).toEqual([-forth.high, -forth.low]);
    }
  });

  it('need only sums: those of parts give what the whole gives', () => {
    const value = fc.double({ min: -1000, max: 1000, noNaN: true });
    const values = fc.array(value, { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const added = addGroupSums(groupSums(first), groupSums(second));
        const whole = groupSums([...first, ...second]);
        expect(added.n).toBe(whole.n);
        expect(added.sum).toBeCloseTo(whole.sum, 8);
        expect(added.squares / (1 + whole.squares)).toBeCloseTo(whole.squares / (1 + whole.squares), 12);
      }),
      { numRuns: 50 },
    );
  });

  it('shift their statistic by the margin: what is as far as the margin has t 0', () => {
    const effect = welchTest(groupSums(a), groupSums(b));
    const shifted = welchTest(groupSums(a), groupSums(b), { margin: effect.estimate });
    expect(shifted.statistic).toBe(0);
    expect(shifted.p).toBe(1);
  });

  it('refuse one person, values that are all the same and a missing value', () => {
    expect(() => welchTest(groupSums([1]), groupSums(b))).toThrow('at least 2');
    expect(() => welchTest(groupSums([3, 3, 3]), groupSums([3, 3]))).toThrow('the same in every row');
    expect(() => studentTest(groupSums([0.1, 0.1, 0.1]), groupSums([0.1, 0.1]))).toThrow(
      'the same in every row',
    );
    expect(() => groupSums([1, Number.NaN])).toThrow('row 2');
    expect(() => groupSums([Number.POSITIVE_INFINITY])).toThrow('finite');
    expect(() => welchTest({ n: 2, sum: 10, squares: 1 }, groupSums(b))).toThrow('from 50');
    expect(() => welchTest({ n: 2, sum: Number.NaN, squares: 1 }, groupSums(b))).toThrow('sum of squares');
    expect(() => welchTest(groupSums(a), groupSums(b), { level: 95 })).toThrow('between 0 and 1');
  });
});
