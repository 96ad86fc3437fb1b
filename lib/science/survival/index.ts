export {
  type AcceleratedFailureModel,
  type AcceleratedFailureOptions,
  acceleratedSurvival,
  fitAcceleratedFailure,
} from './accelerated-failure.ts';
export { type Concordance, harrellConcordance } from './concordance.ts';
export type { BaselineHazard } from './cox-baseline.ts';
export { coxRisk, coxSurvival, type HazardRatio, hazardRatios } from './cox-prediction.ts';
export { type CoxModel, type CoxOptions, type CoxTest, fitCoxRegression } from './cox-regression.ts';
export type { CoxData } from './cox-rows.ts';
export {
  type CompetingTimes,
  type CumulativeIncidence,
  cumulativeIncidence,
} from './cumulative-incidence.ts';
export { type EventTable, eventTable } from './event-table.ts';
export type { FailureDistribution } from './failure-distributions.ts';
export { kaplanMeier, kaplanMeierBy, type SurvivalCurve, survivalAt } from './kaplan-meier.ts';
export { type LogRank, type LogRankOptions, logRank } from './log-rank.ts';
export { type CumulativeHazard, nelsonAalen } from './nelson-aalen.ts';
export {
  type ProportionalHazardsOptions,
  type ProportionalHazardsTest,
  testProportionalHazards,
} from './proportional-hazards.ts';
export { type MeanTime, restrictedMean, restrictedMeanDifference } from './restricted-mean.ts';
export type { Ties } from './risk-sets.ts';
export { type SurvivalBrier, survivalBrier } from './survival-brier.ts';
export { medianSurvival, type SurvivalQuantile, survivalQuantile } from './survival-quantile.ts';
export { checkSurvivalTimes, type SurvivalTimes } from './survival-times.ts';
