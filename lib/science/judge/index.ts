export { averagePrecision, type PrecisionRecallCurve, precisionRecallCurve } from './average-precision.ts';
export {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapInterval,
  type RowStatistic,
} from './bootstrap-interval.ts';
export { brierScore } from './brier-score.ts';
export {
  type CalibrationBin,
  type CalibrationOptions,
  calibrationCurve,
  expectedCalibrationError,
} from './calibration-curve.ts';
export { type Confusion, type ConfusionMeasures, confusion, confusionMeasures } from './confusion.ts';
export { type Cutoffs, cutoffs } from './cutoffs.ts';
export { type AucInterval, delongInterval } from './delong-interval.ts';
export { type AucComparison, delongTest } from './delong-paired.ts';
export {
  fitIsotonicRegression,
  type IsotonicRegression,
  predictIsotonicRegression,
} from './isotonic-regression.ts';
export { type KsSeparation, ksSeparation } from './ks-separation.ts';
export { type GainCurve, gainCurve, liftAt } from './lift.ts';
export { logLoss } from './log-loss.ts';
export { fitPlattScaling, type PlattScaling, predictPlattScaling } from './platt-scaling.ts';
export { type Payoff, type ProfitCurve, profitCurve } from './profit-curve.ts';
export { type RocCurve, rocAuc, rocCurve } from './roc-auc.ts';
