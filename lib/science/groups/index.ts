export { adjustedRand } from './adjusted-rand.ts';
export { calinskiHarabasz } from './calinski-harabasz.ts';
export type { Hdbscan } from './condense-tree.ts';
export { daviesBouldin } from './davies-bouldin.ts';
export { type Gap, gapStatistic } from './gap-statistic.ts';
export {
  fitGaussianMixture,
  type GaussianMixtureModel,
  type GaussianMixtureOptions,
  mixtureMembership,
} from './gaussian-mixture.ts';
export { type GroupCount, type GroupCountOptions, groupCounts } from './group-counts.ts';
export { groupProfile, type Trait } from './group-profile.ts';
export { type Grouping, type GroupStability, groupStability } from './group-stability.ts';
export { hdbscan } from './hdbscan.ts';
export { assignToCentres, centresOf, fitKMeans, type KMeansOptions } from './k-means.ts';
export type { KMeansModel } from './k-means-model.ts';
export { assignToPrototypes, fitKPrototypes, type KPrototypesModel } from './k-prototypes.ts';
export { fitMiniBatchKMeans, type MiniBatchOptions } from './mini-batch-k-means.ts';
export { fitPca, type PcaModel, projectPca } from './pca.ts';
export { meanSilhouette, silhouettes } from './silhouette.ts';
export type { Merge } from './single-linkage.ts';
export { cutHierarchy, wardHierarchy } from './ward.ts';
