import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { matrix } from '../numeric/matrix.ts';
import { normal } from '../numeric/variates.ts';
import { maintenance, remission } from '../testing/leukaemia.ts';
import { acceleratedSurvival, fitAcceleratedFailure } from './accelerated-failure.ts';

describe('accelerated failure', () => {
  it('by Weibull has the values of R’s survreg on both trials', async () => {
    const { outcome, treated } = remission();
    const model = await fitAcceleratedFailure(matrix(treated.length, 1, treated), outcome);
    expect(model.intercept + model.coefficients[0]!).toBeCloseTo(3.516, 3);
    expect(model.coefficients[0]).toBeCloseTo(1.267, 3);
    expect(Math.sqrt(model.covariance[1]![1]!)).toBeCloseTo(0.311, 3);
    expect(model.scale).toBeCloseTo(0.732, 3);
    expect(Math.sqrt(model.covariance[2]![2]!)).toBeCloseTo(0.147, 3);
    expect(model.logLikelihood).toBeCloseTo(-106.6, 1);
    const other = maintenance();
    const second = await fitAcceleratedFailure(matrix(23, 1, other.treated), other.outcome);
    expect(second.intercept).toBeCloseTo(4.109, 3);
    expect(second.coefficients[0]).toBeCloseTo(-0.929, 3);
    expect(second.scale).toBeCloseTo(0.791, 3);
    expect(second.logLikelihood).toBeCloseTo(-80.5, 1);
  });

  it('by log-normal without censoring is least squares on log time', async () => {
    const random = seededRandom(4);
    const x = Float64Array.from({ length: 200 }, () => normal(random));
    const time = x.map((value) => Math.exp(2 + 0.5 * value + 0.3 * normal(random)));
    const event = new Float64Array(200).fill(1);
    const model = await fitAcceleratedFailure(
      matrix(200, 1, x),
      { time, event },
      { distribution: 'log-normal' },
    );
    const logs = time.map(Math.log);
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / 200;
    const [mx, my] = [mean(x), mean(logs)];
    const slope =
      mean(x.map((value, i) => (value - mx) * logs[i]!)) / mean(x.map((value) => (value - mx) ** 2));
    const residual = mean(logs.map((value, i) => (value - my - slope * (x[i]! - mx)) ** 2));
    expect(model.coefficients[0]).toBeCloseTo(slope, 9);
    expect(model.scale).toBeCloseTo(Math.sqrt(residual), 9);
    const survival = acceleratedSurvival(model, matrix(1, 1, [mx]), [0, Math.exp(my)]);
    expect(survival.values[0]).toBe(1);
    expect(survival.values[1]).toBeCloseTo(0.5, 9);
  });

  it('scales with time: the unit moves only the intercept', async () => {
    const { outcome, treated } = maintenance();
    const design = matrix(23, 1, treated);
    const weeks = await fitAcceleratedFailure(design, outcome, { distribution: 'log-normal' });
    const days = await fitAcceleratedFailure(
      design,
      { ...outcome, time: outcome.time.map((t) => 7 * t) },
      { distribution: 'log-normal' },
    );
    expect(days.intercept).toBeCloseTo(weeks.intercept + Math.log(7), 7);
    expect(days.coefficients[0]).toBeCloseTo(weeks.coefficients[0]!, 7);
    expect(days.scale).toBeCloseTo(weeks.scale, 7);
    expect(JSON.parse(JSON.stringify(days))).toEqual(days);
  });

  it('refuses a time of 0, a constant column and a category without events', async () => {
    const { outcome, treated } = maintenance();
    const time = outcome.time.with(2, 0);
    await expect(fitAcceleratedFailure(matrix(23, 1, treated), { ...outcome, time })).rejects.toThrow(
      /row 3/,
    );
    const ones = matrix(23, 1, new Float64Array(23).fill(1));
    await expect(fitAcceleratedFailure(ones, outcome)).rejects.toThrow(/same in every row/);
    const spared = matrix(
      23,
      1,
      outcome.event.map((one) => 1 - one),
    );
    await expect(fitAcceleratedFailure(spared, outcome)).rejects.toThrow(/told apart perfectly/);
  });
});
