import { describe, expect, it } from 'vitest';
import {
  averagePrecision,
  brierScore,
  calibrationCurve,
  confusion,
  confusionMeasures,
  expectedCalibrationError,
  gainCurve,
  ksSeparation,
  liftAt,
  logLoss,
  precisionRecallCurve,
  profitCurve,
} from './index.ts';

const target = [0, 0, 1, 1];
const scores = [0.1, 0.4, 0.35, 0.8];

describe('measures at a cut-off', () => {
  it('count what was said and what was so', () => {
    const counts = confusion(target, scores, 0.4);
    expect(counts).toEqual({ truePositives: 1, falsePositives: 1, falseNegatives: 1, trueNegatives: 1 });
    expect(confusion(target, scores, 0.4, [1, 2, 3, 4])).toEqual({
      truePositives: 4,
      falsePositives: 2,
      falseNegatives: 3,
      trueNegatives: 1,
    });
  });

  it('are the usual ratios, and 0 where there is nothing to divide by', () => {
    const counts = { truePositives: 30, falsePositives: 10, falseNegatives: 20, trueNegatives: 40 };
    expect(confusionMeasures(counts)).toEqual({
      accuracy: 0.7,
      precision: 0.75,
      recall: 0.6,
      specificity: 0.8,
      f1: expect.closeTo(2 / 3, 12),
    });
    expect(confusionMeasures(confusion(target, scores, 2))).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  });
});

describe('measures of probabilities', () => {
  it('give the numbers of the scikit-learn manual', () => {
    expect(averagePrecision(target, scores)).toBeCloseTo(0.8333333, 7);
    expect(logLoss([1, 0, 0, 1], [0.9, 0.1, 0.2, 0.65])).toBeCloseTo(0.2161617, 6);
    expect(brierScore([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3])).toBeCloseTo(0.0375, 12);
    const curve = precisionRecallCurve(target, scores);
    expect([...curve.precision]).toEqual([1, 0.5, 2 / 3, 0.5]);
    expect([...curve.recall]).toEqual([0.5, 0.5, 1, 1]);
  });

  it('hold a certain and wrong probability at a great but finite loss', () => {
    expect(logLoss([1, 0], [0, 0])).toBeCloseTo(-Math.log(1e-15) / 2, 6);
  });

  it('compare said and happened in bins', () => {
    const said = [0.05, 0.15, 0.15, 0.95, 1];
    const happened = [0, 0, 1, 1, 0];
    expect(calibrationCurve(happened, said)).toEqual([
      { from: 0, to: 0.1, weight: 1, predicted: 0.05, observed: 0 },
      { from: 0.1, to: 0.2, weight: 2, predicted: 0.15, observed: 0.5 },
      { from: 0.9, to: 1, weight: 2, predicted: 0.975, observed: 0.5 },
    ]);
    expect(expectedCalibrationError(happened, said)).toBeCloseTo((0.05 + 2 * 0.35 + 2 * 0.475) / 5, 12);
    const halves = calibrationCurve(happened, said, { bins: 2, by: 'quantile' });
    expect(halves.map(({ weight }) => weight)).toEqual([1, 4]);
  });

  it('take a whole weight as repetition', () => {
    const twice = (values: number[]) => [...values, values[0]!];
    const weights = [2, 1, 1, 1];
    expect(logLoss(target, scores, weights)).toBeCloseTo(logLoss(twice(target), twice(scores)), 12);
    expect(averagePrecision(target, scores, weights)).toBeCloseTo(
      averagePrecision(twice(target), twice(scores)),
      12,
    );
    expect(liftAt(target, scores, 0.4, weights)).toBeCloseTo(liftAt(twice(target), twice(scores), 0.4), 12);
  });

  it('refuse what is no probability', () => {
    expect(() => brierScore([0, 1], [0.5, 1.2])).toThrow(/probability in row 2/);
    expect(() => logLoss([0, 1], [0.5, Number.NaN])).toThrow(
      expect.objectContaining({ code: 'science.missing-value' }),
    );
  });
});

describe('measures of an order', () => {
  const tenths = Array.from({ length: 10 }, (_, i) => 1 - i / 10);
  const bought = [1, 1, 0, 1, 0, 0, 0, 0, 1, 0];

  it('say how many are caught by taking a share from the top', () => {
    const curve = gainCurve(bought, tenths, 5);
    expect([...curve.gain]).toEqual([0.5, 0.75, 0.75, 0.75, 1]);
    expect(curve.lift[0]).toBeCloseTo(2.5, 12);
    expect(liftAt(bought, tenths, 0.3)).toBeCloseTo(0.5 / 0.3, 12);
  });

  it('take equal scores in part, so that a constant score lifts nothing', () => {
    expect(liftAt(bought, new Array(10).fill(1), 0.25)).toBeCloseTo(1, 12);
  });

  it('find where the classes lie furthest apart', () => {
    expect(ksSeparation(bought, tenths)).toEqual({ ks: expect.closeTo(3 / 4 - 1 / 6, 12), cutoff: 0.7 });
  });

  it('find the cut-off that pays most', () => {
    const { best, profit, cutoff, share } = profitCurve(bought, tenths, {
      truePositive: 10,
      falsePositive: -6,
    });
    expect([...profit]).toEqual([0, 10, 20, 14, 24, 18, 12, 6, 0, 10, 4]);
    expect([best, cutoff[best], share[best]]).toEqual([4, 0.7, 0.4]);
    const nobody = profitCurve(bought, tenths, { truePositive: 1, falsePositive: -6, falseNegative: 0 }).best;
    expect(nobody).toBe(2);
  });
});
