export { applyBinning, type Binning, type BinOptions, fitBinning } from './binning.ts';
export { balancedWeights } from './class-weights.ts';
export { cramersV } from './cramers-v.ts';
export {
  crossValidate,
  type Judge,
  type NestedCrossValidation,
  nestedCrossValidate,
} from './cross-validation.ts';
export { designMatrix, namesOf } from './design-matrix.ts';
export { entropyCuts } from './entropy-cuts.ts';
export { type FeatureScore, featureScores } from './feature-scores.ts';
export { groupedFolds, type RowSplit, randomFolds, splitsOf, stratifiedFolds } from './folds.ts';
export {
  applyFrequencyEncoding,
  type FrequencyEncoding,
  fitFrequencyEncoding,
} from './frequency-encoding.ts';
export { applyImputation, fitImputation, type Imputation, type ImputeOptions } from './imputation.ts';
export { informationValue, type WeightOfEvidence, weightsOfEvidence } from './information-value.ts';
export { mutualInformation } from './mutual-information.ts';
export { applyOneHot, fitOneHot, type OneHot, type OneHotOptions } from './one-hot.ts';
export { type HeldOutAnswers, outOfFold } from './out-of-fold.ts';
export { pearson } from './pearson.ts';
export { type PopulationStability, populationStability, type StabilityPart } from './population-stability.ts';
export { applyScaling, fitScaling, type ScaleMethod, type ScaleOptions, type Scaling } from './scaling.ts';
export { spearman } from './spearman.ts';
export {
  applyTargetEncoding,
  crossFitTargetEncoding,
  fitTargetEncoding,
  type TargetEncodeOptions,
  type TargetEncoding,
} from './target-encoding.ts';
export { type TimeSplitOptions, timeSplits } from './time-splits.ts';
export { applyWinsorising, fitWinsorising, type WinsoriseOptions, type Winsorising } from './winsorising.ts';
