import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { averagePrecision, rocAuc } from '../../judge/index.ts';
import { matrix } from '../../numeric/matrix.ts';
import { mean } from '../../numeric/mean.ts';
import { sparse } from '../../numeric/sparse.ts';
import { sigmoid } from '../../numeric/special.ts';
import { normal } from '../../numeric/variates.ts';
import { startWorkerPool } from '../../parallel/start-worker-pool.ts';
import type { WorkerPool } from '../../parallel/worker-pool.ts';
import { applyOneHot, designMatrix, fitOneHot } from '../../prepare/index.ts';
import { simulatedLogistic as simulated } from '../../testing/simulated-logistic.ts';
import { telco } from '../../testing/telco.ts';
import { telcoFolds } from '../../testing/telco-folds.ts';
import { coefficientTable, fitLogisticRegression, predictLogisticRegression } from '../index.ts';

const data = telco();

describe('logistic regression on Telco', () => {
  it.runIf(data)('has the reference AUC in the five given folds, and by L-BFGS the same', async () => {
    const scores: [number, number][] = [];
    for (const { names, train, trainTarget, test, testTarget } of telcoFolds(data!)) {
      const model = await fitLogisticRegression(train, trainTarget, { l2: 1, names });
      const p = predictLogisticRegression(model, test);
      scores.push([rocAuc(testTarget, p), averagePrecision(testTarget, p)]);
      if (scores.length > 1) continue;
      const other = await fitLogisticRegression(train, trainTarget, { l2: 1, solver: 'lbfgs' });
      for (const [j, coefficient] of other.coefficients.entries())
        expect(coefficient).toBeCloseTo(model.coefficients[j]!, 3);
    }
    // scikit-learn 1.2.1, C = 1: refs/telco_cv.json
    expect(mean(scores.map(([auc]) => auc))).toBeCloseTo(0.84515, 4);
    expect(mean(scores.map(([, precision]) => precision))).toBeCloseTo(0.65677, 4);
  });

  it.runIf(data)('has the log likelihood of statsmodels without penalty', async () => {
    const { variables, churned } = data!;
    const hot = applyOneHot(fitOneHot(variables, { dropFirst: true }), variables);
    const columns = hot.columns.filter(({ name }) => !/No (internet|phone) service/.test(name));
    const model = await fitLogisticRegression(designMatrix({ rows: hot.rows, columns }), churned);
    expect(model.logLikelihood).toBeCloseTo(-2914.1422, 4);
  });
});

describe('logistic regression', () => {
  it('is the log odds ratio of a two by two table, with its textbook standard error', async () => {
    const counts = [30, 20, 10, 40] as const;
    const rows = counts.flatMap((count, cell) => Array.from({ length: count }, () => [cell >> 1, cell & 1]));
    const x = matrix(
      rows.length,
      1,
      rows.map(([exposed]) => exposed!),
    );
    const model = await fitLogisticRegression(
      x,
      Float64Array.from(rows, ([, ill]) => ill!),
    );
    const [, exposed] = coefficientTable(model);
    expect(exposed!.estimate).toBeCloseTo(Math.log((30 * 40) / (20 * 10)), 9);
    expect(exposed!.standardError).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 20 + 1 / 10 + 1 / 40), 7);
    expect(exposed!.high - exposed!.low).toBeCloseTo(2 * 1.959963985 * exposed!.standardError, 7);
  });

  it('takes a whole weight as repetition', async () => {
    const { x, target } = simulated(3, 200, [1, -0.5]);
    const weights = Float64Array.from(target, (_, i) => 1 + (i % 3));
    const repeated = Array.from(weights).flatMap((times, i) => Array.from({ length: times }, () => i));
    const again = matrix(
      repeated.length,
      2,
      repeated.flatMap((i) => [...x.values.subarray(2 * i, 2 * i + 2)]),
    );
    for (const penalty of [{}, { l2: 2 }, { l1: 3 }, { l1: 1, l2: 1, standardise: true }]) {
      const weighted = await fitLogisticRegression(x, target, { weights, ...penalty });
      const plain = await fitLogisticRegression(
        again,
        Float64Array.from(repeated, (i) => target[i]!),
        penalty,
      );
      expect(weighted.coefficients[0]).toBeCloseTo(plain.coefficients[0]!, 8);
      expect(weighted.logLikelihood).toBeCloseTo(plain.logLikelihood, 7);
    }
  });

  it('does not see a change of units when standardised', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.001, max: 1000, noNaN: true }), async (unit) => {
        const { x, target } = simulated(5, 150, [1, -1, 0]);
        const other = {
          ...x,
          values: x.values.map((value, at) => (at % 3 === 1 ? value * unit + 3 : value)),
        };
        for (const penalty of [{ l2: 5 }, { l1: 5 }]) {
          const first = await fitLogisticRegression(x, target, { standardise: true, ...penalty });
          const second = await fitLogisticRegression(other, target, { standardise: true, ...penalty });
          expect(second.logLikelihood).toBeCloseTo(first.logLikelihood, 5);
          expect(second.coefficients[1]! * unit).toBeCloseTo(first.coefficients[1]!, 4);
        }
      }),
      { numRuns: 10, seed: 1 },
    );
  });

  it('meets the conditions of a minimum with L1 and L2 together', async () => {
    const { x, target } = simulated(7, 400, [1, -1, 0, 0, 0.2]);
    const [l1, l2] = [12, 4];
    const model = await fitLogisticRegression(x, target, { l1, l2 });
    const misses = predictLogisticRegression(model, x).map((p, i) => p - target[i]!);
    for (const [j, coefficient] of model.coefficients.entries()) {
      const slope = misses.reduce((sum, miss, i) => sum + miss * x.values[i * 5 + j]!, l2 * coefficient);
      if (coefficient === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(l1);
      else expect(slope).toBeCloseTo(-l1 * Math.sign(coefficient), 4);
    }
    expect(model.coefficients.filter((each) => each === 0).length).toBeGreaterThan(0);
    expect(mean(misses)).toBeCloseTo(0, 6);
  });

  it('gives sparse rows the same fit as dense ones', async () => {
    const { x, target } = simulated(11, 300, [1, -1, 0.5]);
    const whole = Array.from(x.values.keys());
    const thin = sparse(
      300,
      3,
      whole.map((at) => Math.floor(at / 3)),
      whole.map((at) => at % 3),
      x.values,
    );
    for (const options of [{}, { l2: 1, solver: 'lbfgs' as const }, { l1: 2 }]) {
      const a = await fitLogisticRegression(x, target, options);
      const b = await fitLogisticRegression(thin, target, options);
      expect(b.coefficients[0]).toBeCloseTo(a.coefficients[0]!, 5);
    }
  });

  it('survives JSON, and says the same afterwards', async () => {
    const { x, target } = simulated(13, 100, [1]);
    const model = await fitLogisticRegression(x, target);
    const copy = JSON.parse(JSON.stringify(model)) as typeof model;
    expect(predictLogisticRegression(copy, x)).toEqual(predictLogisticRegression(model, x));
  });

  it('learns nothing from permuted labels', async () => {
    const { x } = simulated(17, 3000, [1, 1]);
    const random = seededRandom(4);
    const labels = Float64Array.from({ length: 3000 }, () => (random() < 0.3 ? 1 : 0));
    const half = { rows: 1500, columns: 2 };
    const model = await fitLogisticRegression(
      { ...half, values: x.values.subarray(0, 3000) },
      labels.slice(0, 1500),
    );
    const p = predictLogisticRegression(model, { ...half, values: x.values.subarray(3000) });
    expect(Math.abs(rocAuc(labels.slice(1500), p) - 0.5)).toBeLessThan(0.05);
  });
});

describe('many rows', () => {
  let pool: WorkerPool;
  beforeAll(async () => {
    pool = await startWorkerPool(2, new URL('../../../../dist/science.js', import.meta.url));
  });
  afterAll(() => pool.close());

  it('start from a sample and end at the same maximum, alone and in a worker pool, also with a column too rare for the sample', async () => {
    const random = seededRandom(19);
    const x = matrix(120_000, 3);
    const target = Float64Array.from({ length: x.rows }, (_, i) => {
      x.values.set([normal(random), 50 + 10 * normal(random), i % 6001 === 1 ? 1 : 0], 3 * i);
      return random() < sigmoid(x.values[3 * i]! - 1) ? 1 : 0;
    });
    const free = await fitLogisticRegression(x, target);
    const shared = await fitLogisticRegression(x, target, {}, { pool });
    const slow = await fitLogisticRegression(x, target, { solver: 'lbfgs' });
    expect(shared.logLikelihood).toBeCloseTo(free.logLikelihood, 6);
    expect(slow.logLikelihood).toBeCloseTo(free.logLikelihood, 2);
    expect(shared.coefficients[0]).toBeCloseTo(free.coefficients[0]!, 9);
    expect(Math.abs(free.coefficients[0]! - 1)).toBeLessThan(0.03);
  });
});

it('fits a class so rare that a sample of the rows would miss it', async () => {
  const { x, target } = simulated(61, 110_000, [1, 0.5], -9);
  const model = await fitLogisticRegression(x, target);
  const ones = target.reduce((sum, one) => sum + one, 0);
  expect(ones).toBeLessThan(60);
  const p = predictLogisticRegression(model, x).reduce((sum, each) => sum + each, 0);
  expect(p).toBeCloseTo(ones, 4);
});

describe('faults of logistic regression', () => {
  const fitted = (values: number[], target: number[], options = {}) =>
    fitLogisticRegression(
      matrix(target.length, values.length / target.length, values),
      Float64Array.from(target),
      options,
    );

  it('says when classes are told apart, wholly or but for the border', async () => {
    await expect(fitted([1, 2, 3, 4, 5, 6], [0, 0, 0, 1, 1, 1])).rejects.toThrow(/told apart/);
    await expect(fitted([1, 2, 3, 3, 4, 5], [0, 0, 0, 1, 1, 1])).rejects.toThrow(/told apart/);
    await expect(fitted([1, 2, 3, 4, 5, 6], [0, 0, 0, 1, 1, 1], { solver: 'lbfgs' })).rejects.toThrow(
      /told apart/,
    );
    const { coefficients } = await fitted([1, 2, 3, 4, 5, 6], [0, 0, 0, 1, 1, 1], { l2: 1 });
    expect(coefficients[0]).toBeGreaterThan(0);
  });

  it('does not take a far outlier for separation', async () => {
    const { x, target } = simulated(37, 200, [1, 0.5]);
    x.values[1] = 1e4;
    const model = await fitLogisticRegression(x, target);
    expect(model.logLikelihood).toBeGreaterThan(model.nullLogLikelihood);
  });

  it('refuses what cannot be fitted', async () => {
    await expect(fitted([1, 1, 1, 1], [0, 1, 0, 1])).rejects.toMatchObject({ code: 'science.constant' });
    await expect(fitted([1, 2, 3, 4], [1, 1, 1, 1])).rejects.toMatchObject({ code: 'science.one-class' });
    await expect(fitted([1, 2, 3, 4], [0, 1, 2, 1])).rejects.toMatchObject({ code: 'science.not-binary' });
    await expect(fitted([1, Number.NaN, 3, 4], [0, 1, 0, 1])).rejects.toMatchObject({
      code: 'science.missing-value',
    });
    await expect(fitted([1, 1 / 0, 3, 4], [0, 1, 0, 1])).rejects.toMatchObject({
      code: 'science.not-finite',
    });
    await expect(fitted([1, 2, 3, 4, 5, 6], [0, 1, 0])).rejects.toMatchObject({ code: 'science.too-few' });
    await expect(fitted([1, 2, 2, 4, 3, 6, 1, 2, 7, 14], [0, 1, 0, 1, 0])).rejects.toMatchObject({
      code: 'science.not-positive-definite',
    });
    const weights = Float64Array.of(1, 0, 1, 1);
    await expect(fitted([1, 2, 3, 4], [0, 1, 0, 1], { weights })).rejects.toMatchObject({
      code: 'science.bad-weight',
    });
    await expect(fitLogisticRegression(matrix(3, 1), Float64Array.of(0, 1))).rejects.toMatchObject({
      code: 'science.unequal-lengths',
    });
    await expect(fitted([1, 2, 3, 4], [0, 1, 0, 1], { l2: -1 })).rejects.toMatchObject({
      code: 'science.out-of-range',
    });
  });

  it('stops when asked to', async () => {
    const { x, target } = simulated(23, 100, [1]);
    const signal = AbortSignal.abort();
    await expect(fitLogisticRegression(x, target, {}, { signal })).rejects.toMatchObject({
      code: 'science.stopped',
    });
  });
});
