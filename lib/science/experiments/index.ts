export { type Adjustment, benjaminiHochberg, bonferroni, hochberg, holm } from './adjusted-p-values.ts';
export { type Belief, type BeliefOptions, bayesianEffect } from './bayesian-effect.ts';
export { type BetaBelief, betaBelief, chancesToBeBest, compareBeliefs } from './beta-belief.ts';
export { type BootstrapEffectOptions, bootstrapEffect } from './bootstrap-effect.ts';
export { type ChiSquare, chiSquareFit, chiSquareTest } from './chi-square-test.ts';
export { confidenceSequence, type SequenceOptions, sequenceCriticalValue } from './confidence-sequence.ts';
export { type Cuped, cuped } from './cuped.ts';
export { difference, relativeLift } from './difference.ts';
export type { Alternative, EffectEstimate, TestOptions } from './effect-estimate.ts';
export { epsilonGreedy } from './epsilon-greedy.ts';
export { type FisherExact, fisherExact } from './fisher-exact.ts';
export { type GroupEstimate, meanEstimate, ratioEstimate } from './group-estimate.ts';
export {
  groupSequentialBounds,
  obrienFlemingSpending,
  pocockSpending,
  type Spending,
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
export { postStratify, type Stratum } from './post-stratification.ts';
export {
  newcombeInterval,
  type ProportionOptions,
  proportionTest,
  type Successes,
  wilsonInterval,
} from './proportion-test.ts';
export { sampleRatio, sequentialSampleRatio } from './sample-ratio.ts';
export {
  detectableBySequence,
  detectableDifference,
  detectableShare,
  type Plan,
  powerForMeans,
  powerForShares,
  type ShareMethod,
  sampleSizeForMeans,
  sampleSizeForSequence,
  sampleSizeForShares,
} from './sample-size.ts';
export { studentTest, welchTest } from './t-test.ts';
export { type ArmBelief, betaArm, normalArm, thompsonSampling, thompsonShares } from './thompson-sampling.ts';
export { ucb1 } from './ucb1.ts';
export { type WinsorisedGroups, winsoriseGroups } from './winsorise-groups.ts';
