export { type Adjustment, benjaminiHochberg, bonferroni, hochberg, holm } from './adjusted-p-values.ts';
export { type BeliefOptions, bayesianEffect, type EffectBelief } from './bayesian-effect.ts';
export { betaBelief, chancesToBeBest, compareBeliefs } from './beta-belief.ts';
export type { BetaBelief } from './beta-expectation.ts';
export { type BootstrapEffectOptions, bootstrapEffect } from './bootstrap-effect.ts';
export { type ChiSquare, chiSquareFit, chiSquareTest } from './chi-square-test.ts';
export { confidenceSequence, type SequenceOptions, sequenceCriticalValue } from './confidence-sequence.ts';
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
export { epsilonGreedy } from './epsilon-greedy.ts';
export { type FisherExact, fisherExact } from './fisher-exact.ts';
export { type GroupEstimate, meanEstimate, ratioEstimate } from './group-estimate.ts';
export {
  type AlphaSpending,
  groupSequentialBounds,
  obrienFlemingSpending,
  pocockSpending,
} from './group-sequential.ts';
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
export { type KolmogorovSmirnov, kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
export { type MannWhitney, type MannWhitneyOptions, mannWhitney } from './mann-whitney.ts';
export { mixtureSprt, type SequentialResult } from './mixture-sprt.ts';
export { type ExperimentStratum, postStratify } from './post-stratification.ts';
export { powerForMeans, powerForShares } from './power.ts';
export {
  newcombeInterval,
  type ProportionOptions,
  proportionTest,
  type Successes,
  wilsonInterval,
} from './proportion-test.ts';
export { sampleRatio, sequentialSampleRatio } from './sample-ratio.ts';
export { sampleSizeForMeans, sampleSizeForShares } from './sample-size.ts';
export { detectableBySequence, type SequentialPlan, sampleSizeForSequence } from './sequential-plan.ts';
export { studentTest, welchTest } from './t-test.ts';
export type { ShareMethod, TestPlan } from './test-plan.ts';
export { type ArmBelief, betaArm, normalArm, thompsonSampling, thompsonShares } from './thompson-sampling.ts';
export { ucb1 } from './ucb1.ts';
export { type WinsorisedGroups, winsoriseGroups } from './winsorise-groups.ts';
