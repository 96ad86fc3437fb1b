export { type Adjustment, benjaminiHochberg, bonferroni, hochberg, holm } from './adjusted-p-values.ts';
export { betaBelief, chancesToBeBest, compareBeliefs } from './bandits/beta-belief.ts';
export type { BetaBelief } from './bandits/beta-expectation.ts';
export { epsilonGreedy } from './bandits/epsilon-greedy.ts';
export {
  type ArmBelief,
  betaArm,
  normalArm,
  thompsonSampling,
  thompsonShares,
} from './bandits/thompson-sampling.ts';
export { ucb1 } from './bandits/ucb1.ts';
export { type BeliefOptions, bayesianEffect, type EffectBelief } from './bayesian-effect.ts';
export { type BootstrapEffectOptions, bootstrapEffect } from './bootstrap-effect.ts';
export { type Cuped, cuped } from './cuped.ts';
export {
  type CovariateSums,
  type CupedCovariates,
  covariateSums,
  cupedCovariates,
} from './cuped-covariates.ts';
export { detectableDifference, detectableShare } from './detectable-effect.ts';
export { difference, relativeLift } from './difference.ts';
export type { Alternative, EffectEstimate, TestOptions } from './effect-estimate.ts';
export { type ChiSquare, chiSquareFit, chiSquareTest } from './fixed/chi-square-test.ts';
export { type FisherExact, fisherExact } from './fixed/fisher-exact.ts';
export { type KolmogorovSmirnov, kolmogorovSmirnov } from './fixed/kolmogorov-smirnov.ts';
export { type MannWhitney, type MannWhitneyOptions, mannWhitney } from './fixed/mann-whitney.ts';
export {
  newcombeInterval,
  type ProportionOptions,
  proportionTest,
  type Successes,
  wilsonInterval,
} from './fixed/proportion-test.ts';
export { studentTest, welchTest } from './fixed/t-test.ts';
export { type GroupEstimate, meanEstimate, ratioEstimate } from './group-estimate.ts';
export {
  addGroupSums,
  type GroupSums,
  groupMean,
  groupSums,
  groupVariance,
  type PairSums,
  pairSums,
  successSums,
} from './group-sums.ts';
export { type ExperimentStratum, postStratify } from './post-stratification.ts';
export { powerForMeans, powerForShares } from './power.ts';
export { sampleRatio, sequentialSampleRatio } from './sample-ratio.ts';
export { sampleSizeForMeans, sampleSizeForShares } from './sample-size.ts';
export {
  confidenceSequence,
  type SequenceOptions,
  sequenceCriticalValue,
} from './sequential/confidence-sequence.ts';
export {
  type AlphaSpending,
  groupSequentialBounds,
  obrienFlemingSpending,
  pocockSpending,
} from './sequential/group-sequential.ts';
export { mixtureSprt, type SequentialResult } from './sequential/mixture-sprt.ts';
export {
  detectableBySequence,
  type SequentialPlan,
  sampleSizeForSequence,
} from './sequential/sequential-plan.ts';
export type { ShareMethod, TestPlan } from './test-plan.ts';
export { type WinsorisedGroups, winsoriseGroups } from './winsorise-groups.ts';
