import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { expectedCalibrationError, rocAuc } from '../judge/index.ts';
import { matrix } from '../numeric/matrix.ts';
import { mean } from '../numeric/mean.ts';
import { sparse } from '../numeric/sparse.ts';
import { simulatedLogistic } from '../testing/simulated-logistic.ts';
import { telco } from '../testing/telco.ts';
import { telcoFolds } from '../testing/telco-folds.ts';
import { fitCalibratedSvm, fitLinearSvm, predictCalibratedSvm, predictLinearSvm } from './index.ts';

const data = telco();

it.runIf(data)('has the reference AUC on Telco', async () => {
  // scikit-learn LinearSVC, C = 1, the first two folds: refs/telco_cv.json
  const wanted = [0.851, 0.84042];
  for (const [at, { train, trainTarget, test, testTarget }] of telcoFolds(data!).slice(0, 2).entries()) {
    const model = await fitLinearSvm(train, trainTarget, { random: seededRandom(1), tolerance: 0.1 });
    expect(rocAuc(testTarget, predictLinearSvm(model, test))).toBeCloseTo(wanted[at]!, 3);
  }
});

describe('the linear SVM', () => {
  it('is at the minimum of its primal: the slope of squared hinge and squares is 0', async () => {
    const { x, target } = simulatedLogistic(41, 300, [1, -2]);
    const cost = 0.7;
    const model = await fitLinearSvm(x, target, { random: seededRandom(1), cost, tolerance: 1e-8 });
    const slope = [...model.coefficients, model.intercept];
    for (const [i, distance] of predictLinearSvm(model, x).entries()) {
      const side = target[i] === 1 ? 1 : -1;
      const short = 2 * cost * Math.max(0, 1 - side * distance) * side;
      for (const [j, value] of [x.values[2 * i]!, x.values[2 * i + 1]!, 1].entries())
        slope[j]! -= short * value;
    }
    for (const each of slope) expect(each).toBeCloseTo(0, 5);
  });

  it('finds the widest margin of a problem one can draw', async () => {
    const x = matrix(4, 2, [3, 1, 3, -1, -3, 1, -3, -1]);
    const options = { random: seededRandom(1), cost: 100, loss: 'hinge', tolerance: 1e-9 } as const;
    const model = await fitLinearSvm(x, Float64Array.of(1, 1, 0, 0), options);
    expect(model.coefficients[0]).toBeCloseTo(1 / 3, 6);
    expect(model.coefficients[1]).toBeCloseTo(0, 6);
    expect(model.intercept).toBeCloseTo(0, 6);
  });

  it('gives sparse rows and whole weights the same border as dense rows and repetition', async () => {
    const { x, target } = simulatedLogistic(43, 120, [1, -1]);
    const options = () => ({ random: seededRandom(2), tolerance: 1e-8 });
    const whole = Array.from(x.values.keys());
    const thin = sparse(
      120,
      2,
      whole.map((at) => at >> 1),
      whole.map((at) => at & 1),
      x.values,
    );
    const dense = await fitLinearSvm(x, target, options());
    const same = await fitLinearSvm(thin, target, options());
    const twice = await fitLinearSvm(
      matrix(240, 2, [...x.values, ...x.values]),
      Float64Array.of(...target, ...target),
      options(),
    );
    const weights = new Float64Array(120).fill(2);
    const heavy = await fitLinearSvm(x, target, { ...options(), weights });
    expect(same.coefficients[0]).toBeCloseTo(dense.coefficients[0]!, 6);
    expect(heavy.coefficients[0]).toBeCloseTo(twice.coefficients[0]!, 6);
  });

  it('becomes a probability by Platt scaling of rows left out', async () => {
    const { x, target } = simulatedLogistic(47, 4000, [1.5, -1], -1);
    const model = await fitCalibratedSvm(x, target, { random: seededRandom(3), cost: 0.1 });
    const copy = JSON.parse(JSON.stringify(model)) as typeof model;
    const fresh = simulatedLogistic(48, 4000, [1.5, -1], -1);
    const p = predictCalibratedSvm(copy, fresh.x);
    expect(expectedCalibrationError(fresh.target, p)).toBeLessThan(0.03);
    expect(mean(p)).toBeCloseTo(mean(fresh.target), 1);
  });
});
