export {
  type AugmentedInversePropensity,
  augmentedInversePropensity,
} from './augmented-inverse-propensity.ts';
export { boostingLearner } from './boosting-learner.ts';
export {
  type ClassTransformation,
  fitClassTransformation,
  predictClassTransformation,
} from './class-transformation.ts';
export { type BalanceRow, covariateBalance } from './covariate-balance.ts';
export { type DrLearner, type DrLearnerOptions, fitDrLearner, predictDrLearner } from './dr-learner.ts';
export { eValue, eValueOfInterval } from './e-value.ts';
export {
  type InversePropensity,
  inversePropensity,
  type PropensityWeightOptions,
  propensityWeights,
} from './inverse-propensity.ts';
export type { Learner } from './learner.ts';
export type { LinearDesign } from './linear-design.ts';
export { type LogisticLearned, logisticLearner } from './logistic-learner.ts';
export type { NuisanceOptions } from './nuisances.ts';
export { type PropensityOverlap, propensityOverlap } from './propensity-overlap.ts';
export { type PropensityStrata, type PropensityStratum, propensityStrata } from './propensity-strata.ts';
export { qiniAuc, upliftAt, upliftAuc } from './qini.ts';
export { type QiniNoise, type QiniNoiseOptions, qiniNoise, qiniPValue } from './qini-noise.ts';
export { fitRLearner, predictRLearner, type RLearner, type RLearnerOptions } from './r-learner.ts';
export {
  decomposeRate,
  type GroupRate,
  type RateChange,
  type RateDecomposition,
} from './rate-decomposition.ts';
export { type RidgeLearned, ridgeLearner } from './ridge-learner.ts';
export { fitSLearner, predictSLearner, type SLearner } from './s-learner.ts';
export type { Study } from './study.ts';
export { fitTLearner, predictTLearner, type TLearner } from './t-learner.ts';
export {
  qiniGain,
  type Targeted,
  type TargetingGain,
  type UpliftCurve,
  upliftCurve,
  upliftGain,
} from './uplift-curve.ts';
export { fitXLearner, predictXLearner, type XLearner, type XLearnerOptions } from './x-learner.ts';
