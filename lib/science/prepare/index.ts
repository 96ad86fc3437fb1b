export { applyBinning, type Binning, type BinOptions, fitBinning } from './binning.ts';
export { balancedWeights } from './class-weights.ts';
export { cramersV } from './cramers-v.ts';
export { designMatrix, namesOf } from './design-matrix.ts';
export { entropyCuts } from './entropy-cuts.ts';
export { type FeatureScore, featureScores } from './feature-scores.ts';
export {
  applyFrequencyEncoding,
  type FrequencyEncoding,
  fitFrequencyEncoding,
} from './frequency-encoding.ts';
export { applyImputation, fitImputation, type Imputation, type ImputeOptions } from './imputation.ts';
export { informationValue, type WeightOfEvidence, weightsOfEvidence } from './information-value.ts';
export { mutualInformation } from './mutual-information.ts';
export { applyOneHot, fitOneHot, type OneHot, type OneHotOptions } from './one-hot.ts';
export { pearson } from './pearson.ts';
export { type PopulationStability, populationStability, type StabilityPart } from './population-stability.ts';
export { applyScaling, fitScaling, type ScaleMethod, type ScaleOptions, type Scaling } from './scaling.ts';
export { spearman } from './spearman.ts';
export {
  crossValidate,
  type Judge,
  type NestedCrossValidation,
  nestedCrossValidate,
} from './splits/cross-validation.ts';
export { groupedFolds, type RowSplit, randomFolds, splitsOf, stratifiedFolds } from './splits/folds.ts';
export { type HeldOutAnswers, outOfFold } from './splits/out-of-fold.ts';
export { type TimeSplitOptions, timeSplits } from './splits/time-splits.ts';
export {
  applyTargetEncoding,
  crossFitTargetEncoding,
  fitTargetEncoding,
  type TargetEncodeOptions,
  type TargetEncoding,
} from './target-encoding.ts';
export { applyWinsorising, fitWinsorising, type WinsoriseOptions, type Winsorising } from './winsorising.ts';
