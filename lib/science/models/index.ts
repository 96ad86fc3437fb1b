export { type FitOptions, type FittedModel, fit, predict } from './fit.ts';
export type { ItemScores } from './item-scores.ts';
export type { KnownColumn } from './known-columns.ts';
export type { Kind } from './model-kinds.ts';
export { predictOutOfFold, type ScoringKind } from './predict-out-of-fold.ts';
export { type TopicWords, topicWords } from './texts.ts';
