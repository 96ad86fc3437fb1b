export { blend, drawPreferences, fitBlend, type Preference } from './blend.ts';
export { type BprModel, type BprOptions, bprModel, bprScores, fitBpr } from './bpr.ts';
export { type ContentModel, contentScores, fitContent } from './content.ts';
export { type EaseModel, type EaseOptions, easeScores, fitEase } from './ease.ts';
export {
  evaluateLists,
  evaluateRanking,
  type ListQuality,
  type RankingCase,
  type RankingQuality,
} from './evaluate-ranking.ts';
export { type History, type Holdout, leaveOneOut, timeSplit } from './holdout.ts';
export {
  type Factors,
  factorRecommender,
  fitImplicitAls,
  type ImplicitAlsModel,
  type ImplicitAlsOptions,
  implicitAlsModel,
  implicitAlsScores,
} from './implicit-als.ts';
export {
  fitItemNeighbourhood,
  type ItemNeighbourhoodModel,
  itemNeighbourhoodScores,
  type NeighbourhoodOptions,
} from './item-neighbourhood.ts';
export { nearestRows } from './neighbours.ts';
export { fitPopularity, type PopularityModel, popularityScores } from './popularity.ts';
export { type Recommender, topItems } from './recommender.ts';
export {
  fitSequenceRecommender,
  type SequenceModel,
  sequenceScores,
} from './sequence.ts';
export {
  fitUserNeighbourhood,
  type UserNeighbourhoodModel,
  userNeighbourhoodScores,
} from './user-neighbourhood.ts';
