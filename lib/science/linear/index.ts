export { averageMarginalEffects, type MarginalEffectOptions } from './average-marginal-effects.ts';
export { type CalibratedSvm, fitCalibratedSvm, predictCalibratedSvm } from './calibrated-svm.ts';
export { coefficientTable, type WaldEstimate } from './coefficient-table.ts';
export { columnSpread } from './column-spread.ts';
export type { Design } from './design.ts';
export {
  fitLinearRegression,
  type LinearOptions,
  type LinearRegression,
  predictLinearRegression,
} from './linear-regression.ts';
export { type LinearShap, linearShap } from './linear-shap.ts';
export { fitLinearSvm, type LinearSvm, type LinearSvmOptions, predictLinearSvm } from './linear-svm.ts';
export { type L1Path, type L1PathOptions, type L1Step, l1Path } from './logistic/l1-path.ts';
export {
  fitLogisticRegression,
  type LogisticOptions,
  type LogisticRegression,
  predictLogisticRegression,
  predictLogits,
} from './logistic/logistic-regression.ts';
export {
  fitBernoulliNaiveBayes,
  fitMultinomialNaiveBayes,
  type NaiveBayes,
  type NaiveBayesOptions,
  predictNaiveBayes,
} from './naive-bayes.ts';
export {
  fitNearestNeighbours,
  type NearestNeighbours,
  type NeighbourOptions,
  predictNearestNeighbours,
} from './nearest-neighbours.ts';
export {
  applyFourierFeatures,
  type FourierFeatures,
  type FourierOptions,
  fitFourierFeatures,
} from './random-fourier-features.ts';
export { takeDesignRows } from './take-design-rows.ts';
