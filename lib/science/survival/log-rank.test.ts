import { describe, expect, it } from 'vitest';
import { categoryColumn } from '../table.ts';
import { maintenance, remission } from '../testing/leukaemia.ts';
import { logRank } from './log-rank.ts';

describe('the log-rank test', () => {
  it('has the values of R on the maintenance and remission trials', () => {
    const trial = maintenance();
    const result = logRank(trial.outcome, trial.group);
    expect(result.chiSquare).toBeCloseTo(3.4, 1);
    expect(result.p).toBeCloseTo(0.0653, 4);
    expect(result.groups.map((group) => group.expected.toFixed(2))).toEqual(['10.69', '7.31']);
    const other = remission();
    expect(logRank(other.outcome, other.group).chiSquare).toBeCloseTo(16.79, 2);
    expect(logRank(other.outcome, other.group, { rho: 1 }).chiSquare).toBeCloseTo(14.46, 2);
  });

  it('within one stratum is the plain test, and within two adds up their sums', () => {
    const { outcome, group } = remission();
    const twice = (values: Float64Array) => Float64Array.from([...values, ...values]);
    const doubled = { time: twice(outcome.time), event: twice(outcome.event) };
    const groups = { ...group, codes: Int32Array.from([...group.codes, ...group.codes]) };
    const strata = categoryColumn(
      'half',
      [...group.codes].map(() => 'a').concat([...group.codes].map(() => 'b')),
    );
    const one = categoryColumn(
      'all',
      [...group.codes].map(() => 'a'),
    );
    const plain = logRank(outcome, group);
    expect(logRank(outcome, group, { strata: one })).toEqual(plain);
    const stratified = logRank(doubled, groups, { strata });
    expect(stratified.chiSquare).toBeCloseTo(2 * plain.chiSquare, 10);
    expect(stratified.groups[0]!.expected).toBeCloseTo(2 * plain.groups[0]!.expected, 10);
  });

  it('does not mind the order of groups, and refuses a single one', () => {
    const { outcome, group } = maintenance();
    const turned = {
      ...group,
      levels: [...group.levels].reverse(),
      codes: group.codes.map((code) => 1 - code),
    };
    expect(logRank(outcome, turned).chiSquare).toBeCloseTo(logRank(outcome, group).chiSquare, 10);
    expect(() => logRank(outcome, { ...group, codes: group.codes.map(() => 0) })).toThrow(/at least 2/);
  });
});
