export { blend, fitBlend, type Preference } from './blend.ts';
export { type BprOptions, fitBpr } from './bpr.ts';
export { contentSimilarity } from './content.ts';
export { ease } from './ease.ts';
export {
  evaluateLists,
  evaluateRanking,
  type ListQuality,
  type RankingCase,
  type RankingQuality,
} from './evaluate-ranking.ts';
export { type History, type Holdout, leaveOneOut, timeSplit } from './holdout.ts';
export { type Factors, factorRecommender, fitImplicitAls, type ImplicitAlsOptions } from './implicit-als.ts';
export { itemNeighbourhood } from './item-neighbourhood.ts';
export { nearestRows } from './neighbours.ts';
export { popularity } from './popularity.ts';
export { type Recommender, topItems } from './recommender.ts';
export { sequenceRecommender } from './sequence.ts';
export { userNeighbourhood } from './user-neighbourhood.ts';
