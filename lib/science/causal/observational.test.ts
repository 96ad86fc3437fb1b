import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '#lib/core';
import { normal, sigmoid } from '../numeric/index.ts';
import { categoryColumn, numberColumn, table } from '../table.ts';
import { augmentedInversePropensity } from './augmented-inverse-propensity.ts';
import { covariateBalance } from './covariate-balance.ts';
import { eValue, eValueOfInterval } from './e-value.ts';
import { inversePropensity, propensityWeights } from './inverse-propensity.ts';
import { logisticLearner } from './logistic-learner.ts';
import { propensityOverlap } from './propensity-overlap.ts';
import { propensityStrata } from './propensity-strata.ts';
import { decomposeRate } from './rate-decomposition.ts';
import { ridgeLearner } from './ridge-learner.ts';
import type { Study } from './study.ts';

/** Treatment is likelier for a great x, which raises the outcome by itself; the effect is 1. */
function confounded(random: Random, rows: number): { study: Study; propensity: Float64Array } {
  const x = Float64Array.from({ length: rows }, () => normal(random));
  const propensity = x.map((value) => sigmoid(value));
  const treated = propensity.map((e) => (random() < e ? 1 : 0));
  const outcome = x.map((value, i) => 2 * value + treated[i]! + normal(random));
  return { study: { variables: table([numberColumn('x', x)]), treated, outcome }, propensity };
}

describe('where the treated differ from the others beforehand', () => {
  const { study, propensity } = confounded(seededRandom(1), 4000);

  it('AIPW finds the effect that the plain difference misses', async () => {
    const { effect, naive, trimmed } = await augmentedInversePropensity(study, {
      outcome: ridgeLearner(),
      propensity: logisticLearner(),
      random: seededRandom(2),
    });
    expect(naive).toBeGreaterThan(2.3);
    expect(Math.abs(effect.estimate - 1)).toBeLessThan(3 * effect.error);
    expect(effect.error).toBeLessThan(0.06);
    expect(trimmed).toBeLessThan(10);
  });

  it('so do weights by propensity, and strata take away most of the bias', () => {
    const weighted = inversePropensity(study.outcome, study.treated, propensity);
    expect(Math.abs(weighted.effect.estimate - 1)).toBeLessThan(3 * weighted.effect.error);
    const strata = propensityStrata(study.outcome, study.treated, propensity);
    expect(strata.effect.estimate).toBeGreaterThan(0.9);
    expect(strata.effect.estimate).toBeLessThan(1.3);
    expect(strata.strata).toHaveLength(5);
    expect(strata.leftOut).toBe(0);
  });

  it('weights bring the variables into balance', () => {
    const [row] = covariateBalance(
      study.variables,
      study.treated,
      propensityWeights(study.treated, propensity),
    );
    expect(row!.before).toBeGreaterThan(0.7);
    expect(Math.abs(row!.after)).toBeLessThan(0.1);
  });

  it('overlap counts everybody once', () => {
    const { treated, others, common, worthTreated } = propensityOverlap(study.treated, propensity);
    const count = (bins: readonly number[]) => bins.reduce((total, each) => total + each, 0);
    expect(count(treated) + count(others)).toBe(4000);
    expect(common).toBeGreaterThan(0.5);
    expect(common).toBeLessThan(0.8);
    expect(worthTreated).toBeLessThan(count(treated));
  });
});

it('weights of 1 leave the plain difference of means', () => {
  const outcome = Float64Array.of(1, 2, 3, 5, 7, 9);
  const treated = Float64Array.of(0, 0, 0, 1, 1, 1);
  const { effect, trimmed } = inversePropensity(outcome, treated, new Float64Array(6).fill(0.5));
  expect(effect.estimate).toBe(5);
  expect(trimmed).toBe(0);
  const weights = propensityWeights(treated, Float64Array.of(0.2, 0.2, 0.005, 0.8, 0.8, 0.8), {
    stabilised: false,
  });
  expect([...weights]).toEqual([1.25, 1.25, 0, 1.25, 1.25, 1.25]);
  expect(() => propensityWeights(treated, new Float64Array(6).fill(1))).toThrow('between 0 and 1');
  expect(() =>
    inversePropensity(outcome, treated, Float64Array.of(0.5, 0.5, 0.5, 0.5, 0.999, 0.999)),
  ).toThrow('after trimming');
});

it('balance has a row for numbers, for each level, and for what is missing', () => {
  const variables = table([
    numberColumn('age', [20, 30, Number.NaN, 30, 40, 50]),
    categoryColumn('city', ['a', 'b', 'a', 'b', 'b', 'b']),
  ]);
  const rows = covariateBalance(variables, Float64Array.of(0, 0, 0, 1, 1, 1));
  expect(rows.map(({ column, level }) => [column, level])).toEqual([
    ['age', undefined],
    ['age', null],
    ['city', 'a'],
    ['city', 'b'],
  ]);
  // (40 − 25) / √((100 + 50) / 2)
  expect(rows[0]!.before).toBeCloseTo(15 / Math.sqrt(75), 12);
  expect(rows[2]!.before).toBeCloseTo(-(2 / 3) / Math.sqrt(1 / 3 / 2), 12);
  expect(rows[3]!.before).toBeCloseTo(-rows[2]!.before, 12);
  expect(rows[0]!.after).toBe(rows[0]!.before);
  expect(() => covariateBalance(variables, new Float64Array(6))).toThrow('only one class');
  expect(() =>
    covariateBalance(variables, Float64Array.of(0, 0, 0, 1, 1, 1), Float64Array.of(1, 1, 1, 0, 0, 0)),
  ).toThrow('with weight');
});

it('the E-value is that of VanderWeele & Ding: 3.9 (1.8 to 8.7) gives 7.2 and 3.0', () => {
  expect(eValue(3.9)).toBeCloseTo(7.26, 2);
  expect(eValueOfInterval(1.8, 8.7)).toBeCloseTo(3, 12);
  expect(eValue(1 / 3.9)).toBeCloseTo(eValue(3.9), 12);
  expect(eValue(1)).toBe(1);
  expect(eValueOfInterval(0.8, 1.3)).toBe(1);
  expect(() => eValue(0)).toThrow('above 0');
});

describe('the decomposition of a rate', () => {
  it('tells mix from rate: a shift to the better channel alone is all mix', () => {
    const change = decomposeRate(
      [
        { people: 100, events: 50 },
        { people: 300, events: 30 },
      ],
      [
        { people: 300, events: 150 },
        { people: 100, events: 10 },
      ],
    );
    expect(change.rate).toBe(0);
    expect(change.mix).toBeCloseTo(0.2, 12);
    expect(change.groups[0]!.mix).toBeGreaterThan(0);
    expect(change.groups[1]!.mix).toBeGreaterThan(0);
  });

  it('adds up exactly for any groups, also new and gone ones, and turns its signs with the periods', () => {
    const group = fc
      .tuple(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([people, share]) => ({ people, events: Math.floor(people * share) }));
    const period = fc.array(group, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(period, period, (before, after) => {
        fc.pre(before.some((each) => each.people > 0) && after.some((each) => each.people > 0));
        const forth = decomposeRate(before, after);
        expect(forth.mix + forth.rate).toBeCloseTo(forth.after - forth.before, 12);
        const back = decomposeRate(after, before);
        expect(back.mix).toBeCloseTo(-forth.mix, 12);
        expect(back.rate).toBeCloseTo(-forth.rate, 12);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses events without people and periods of other groups', () => {
    expect(() => decomposeRate([{ people: 0, events: 3 }], [{ people: 1, events: 1 }])).toThrow('3 of 0');
    expect(() => decomposeRate([{ people: 5, events: 3 }], [])).toThrow('must have 1');
    expect(() => decomposeRate([{ people: 0, events: 0 }], [{ people: 1, events: 1 }])).toThrow('at least 1');
  });
});
