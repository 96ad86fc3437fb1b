import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { matrix } from '../numeric/matrix.ts';
import { exponential, normal } from '../numeric/variates.ts';
import { categoryColumn } from '../table.ts';
import { maintenance, remission } from '../testing/leukaemia.ts';
import { coxSurvival, hazardRatios } from './cox-prediction.ts';
import { type CoxOptions, fitCoxRegression } from './cox-regression.ts';
import type { CoxData } from './cox-rows.ts';
import { testProportionalHazards } from './proportional-hazards.ts';

const trialData = ({ outcome, treated }: ReturnType<typeof remission>): CoxData => ({
  outcome,
  design: matrix(treated.length, 1, treated),
});

/** Two covariates with true effects 0.7 and −0.4, exponential times rounded so that ties occur. */
function simulated(rows: number, seed: number, rounding = 10) {
  const random = seededRandom(seed);
  const design = matrix(rows, 2);
  const time = new Float64Array(rows);
  const event = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const [a, b] = [normal(random), random() < 0.4 ? 1 : 0];
    design.values.set([a, b], 2 * i);
    const end = exponential(random, 0.3 * Math.exp(0.7 * a - 0.4 * b));
    const watched = exponential(random, 0.1);
    event[i] = end <= watched ? 1 : 0;
    time[i] = Math.ceil(Math.min(end, watched) * rounding) / rounding;
  }
  return { design, outcome: { time, event } };
}

describe('Cox regression', () => {
  it('has the published effects of the remission trial: 1.509 by Breslow, 1.572 by Efron', async () => {
    const efron = await fitCoxRegression(trialData(remission()));
    expect(efron.coefficients[0]).toBeCloseTo(-1.5721, 4);
    expect(Math.sqrt(efron.covariance[0]![0]!)).toBeCloseTo(0.4124, 4);
    const breslow = await fitCoxRegression(trialData(remission()), { ties: 'breslow' });
    expect(breslow.coefficients[0]).toBeCloseTo(-1.5092, 4);
    expect(Math.sqrt(breslow.covariance[0]![0]!)).toBeCloseTo(0.4096, 4);
    expect(breslow.logLikelihood.fitted).toBeCloseTo(-86.38, 2);
  });

  it('has the values of R on the maintenance trial', async () => {
    const model = await fitCoxRegression(trialData(maintenance()), { names: ['not maintained'] });
    const [row] = hazardRatios(model);
    expect(row!.coefficient).toBeCloseTo(0.9155, 4);
    expect(row!.hazardRatio).toBeCloseTo(2.498, 3);
    expect(row!.standardError).toBeCloseTo(0.5119, 4);
    expect(model.likelihoodRatio.chiSquare).toBeCloseTo(3.38, 2);
    expect(model.score.chiSquare).toBeCloseTo(3.42, 2);
  });

  it('finds simulated effects, and survives JSON', async () => {
    const data = simulated(5000, 3);
    const model = await fitCoxRegression(data);
    expect(model.coefficients[0]).toBeCloseTo(0.7, 1);
    expect(model.coefficients[1]).toBeCloseTo(-0.4, 1);
    const revived = JSON.parse(JSON.stringify(model)) as typeof model;
    expect(revived).toEqual(model);
    const survival = coxSurvival(revived, matrix(1, 2, [0, 0]), [1, 3]);
    expect(survival.values[0]).toBeCloseTo(Math.exp(-0.3), 1);
    expect(survival.values[1]).toBeCloseTo(Math.exp(-0.9), 1);
    expect(testProportionalHazards(model, data).global.p).toBeGreaterThan(0.01);
    expect(testProportionalHazards(model, data, { scale: 'log' }).global.p).toBeGreaterThan(0.01);
  });

  it('takes a whole weight as so many rows by Breslow', async () => {
    const { design, outcome } = simulated(60, 5, 2);
    const weights = Float64Array.from({ length: 60 }, (_, i) => 1 + (i % 3));
    const rows = [...weights.keys()].flatMap((i) => new Array<number>(weights[i]!).fill(i));
    const repeated = {
      design: matrix(
        rows.length,
        2,
        rows.flatMap((i) => [...design.values.subarray(2 * i, 2 * i + 2)]),
      ),
      outcome: {
        time: Float64Array.from(rows, (i) => outcome.time[i]!),
        event: Float64Array.from(rows, (i) => outcome.event[i]!),
      },
    };
    const weighted = await fitCoxRegression(
      { design, outcome: { ...outcome, weights } },
      { ties: 'breslow' },
    );
    const plain = await fitCoxRegression(repeated, { ties: 'breslow' });
    expect(weighted.coefficients[0]).toBeCloseTo(plain.coefficients[0]!, 9);
    expect(weighted.covariance[0]![1]).toBeCloseTo(plain.covariance[0]![1]!, 9);
  });

  it('within strata compares only within them: a covariate’s doubled copy in another stratum changes no effect', async () => {
    const { design, outcome } = simulated(80, 9);
    const twice = (values: Float64Array) => Float64Array.from([...values, ...values]);
    const labels = ['a', 'b'].flatMap((label) => new Array<string>(80).fill(label));
    const stratified = await fitCoxRegression({
      design: matrix(160, 2, twice(design.values)),
      outcome: { time: twice(outcome.time).map((t, i) => (i < 80 ? t : 7 * t)), event: twice(outcome.event) },
      strata: categoryColumn('half', labels),
    });
    const plain = await fitCoxRegression({ design, outcome });
    expect(stratified.coefficients[0]).toBeCloseTo(plain.coefficients[0]!, 8);
    expect(stratified.covariance[0]![0]).toBeCloseTo(plain.covariance[0]![0]! / 2, 8);
    expect(stratified.baseline.map((each) => each.stratum)).toEqual(['a', 'b']);
    expect(() => coxSurvival(stratified, design, [1])).toThrow(/strata/);
    const survival = coxSurvival(stratified, matrix(2, 2), [1, 7], categoryColumn('half', ['a', 'b']));
    expect(survival.values[3]).toBeCloseTo(survival.values[0]!, 9);
  });

  it.each(['efron', 'breslow'] as const)(
    'by %s has robust errors as if each weight were changed a little',
    async (ties) => {
      const data = simulated(40, 11, 2);
      const strata = categoryColumn(
        's',
        Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 'a' : 'b')),
      );
      const weights = Float64Array.from({ length: 40 }, (_, i) => 0.5 + (i % 4));
      const fitted = (of: Float64Array, options: CoxOptions = {}) =>
        fitCoxRegression(
          { ...data, outcome: { ...data.outcome, weights: of }, strata },
          { ties, ...options },
        );
      const step = 1e-4;
      const change = new Float64Array(40);
      for (let i = 0; i < 40; i++) {
        const up = await fitted(weights.with(i, weights[i]! + step));
        const down = await fitted(weights.with(i, weights[i]! - step));
        change[i] = (weights[i]! * (up.coefficients[0]! - down.coefficients[0]!)) / (2 * step);
      }
      const { robustCovariance } = await fitted(weights, { robust: true });
      expect(Math.sqrt(robustCovariance![0]![0]!)).toBeCloseTo(Math.hypot(...change), 5);
      const pairs = Int32Array.from({ length: 40 }, (_, i) => i >> 1);
      const clustered = await fitted(weights, { robust: pairs });
      const byPair = Array.from({ length: 20 }, (_, k) => change[2 * k]! + change[2 * k + 1]!);
      expect(Math.sqrt(clustered.robustCovariance![0]![0]!)).toBeCloseTo(Math.hypot(...byPair), 5);
    },
  );

  it('refuses what it cannot learn from', async () => {
    const { design, outcome } = simulated(30, 1);
    const with2 = (f: (i: number) => number) =>
      matrix(30, 2, Array.from({ length: 30 }, (_, i) => [design.values[2 * i]!, f(i)]).flat());
    const fitted = (x: typeof design) => fitCoxRegression({ design: x, outcome });
    await expect(fitted(with2(() => 1))).rejects.toThrow(/x2 is the same in every row/);
    await expect(fitted(with2((i) => 3 * design.values[2 * i]!))).rejects.toThrow(/singular/);
    await expect(fitted(with2((i) => (i === 4 ? Number.NaN : i)))).rejects.toThrow(
      /x2 has no value in row 5/,
    );
    await expect(fitted(with2((i) => (i === 4 ? Number.NEGATIVE_INFINITY : i)))).rejects.toThrow(/finite/);
    await expect(fitted(with2((i) => -outcome.time[i]!))).rejects.toThrow(/told apart perfectly/);
    const spared = with2((i) => (outcome.event[i] === 0 ? 1 : 0));
    await expect(fitted(spared)).rejects.toThrow(/told apart perfectly/);
    const few = { time: outcome.time, event: outcome.event.map((_, i) => (i < 2 ? 1 : 0)) };
    await expect(fitCoxRegression({ design, outcome: few })).rejects.toThrow(/events/);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(fitCoxRegression(trialData(remission()), {}, { signal: stop.signal })).rejects.toThrow(
      /stopped/,
    );
  });
});
