import type { Model } from '../model.ts';
import { acceleratedFailure } from './accelerated-failure/accelerated-failure.ts';
import { bernoulliNaiveBayes } from './bernoulli-naive-bayes/bernoulli-naive-bayes.ts';
import { bpr } from './bpr/bpr.ts';
import { calibratedSvm } from './calibrated-svm/calibrated-svm.ts';
import { coxRegression } from './cox-regression/cox-regression.ts';
import { decisionTree } from './decision-tree/decision-tree.ts';
import { ease } from './ease/ease.ts';
import { gaussianMixture } from './gaussian-mixture/gaussian-mixture.ts';
import { gradientBoosting } from './gradient-boosting/gradient-boosting.ts';
import { implicitAls } from './implicit-als/implicit-als.ts';
import { isolationForest } from './isolation-forest/isolation-forest.ts';
import { itemNeighbourhood } from './item-neighbourhood/item-neighbourhood.ts';
import { kMeans } from './k-means/k-means.ts';
import { lda } from './lda/lda.ts';
import { linearRegression } from './linear-regression/linear-regression.ts';
import { logisticRegression } from './logistic-regression/logistic-regression.ts';
import type { ModelKind } from './model-kind.ts';
import { nearestNeighbours } from './nearest-neighbours/nearest-neighbours.ts';
import { nmf } from './nmf/nmf.ts';
import { popularity } from './popularity/popularity.ts';
import { randomForest } from './random-forest/random-forest.ts';
import { sentiment } from './sentiment/sentiment.ts';
import { sentimentClasses } from './sentiment-classes/sentiment-classes.ts';
import { sequence } from './sequence/sequence.ts';
import { userNeighbourhood } from './user-neighbourhood/user-neighbourhood.ts';

/** Every kind of model that `fit` knows, one line a kind. */
export const modelKinds = {
  'accelerated-failure': acceleratedFailure,
  'bernoulli-naive-bayes': bernoulliNaiveBayes,
  'calibrated-svm': calibratedSvm,
  'cox-regression': coxRegression,
  'decision-tree': decisionTree,
  'gaussian-mixture': gaussianMixture,
  'gradient-boosting': gradientBoosting,
  'isolation-forest': isolationForest,
  'k-means': kMeans,
  'linear-regression': linearRegression,
  'logistic-regression': logisticRegression,
  'nearest-neighbours': nearestNeighbours,
  'random-forest': randomForest,
  'sentiment-classes': sentimentClasses,
  'user-neighbourhood': userNeighbourhood,
  sequence,
  sentiment,
  nmf,
  lda,
  popularity,
  'item-neighbourhood': itemNeighbourhood,
  'implicit-als': implicitAls,
  ease,
  bpr,
} as const;

type ModelKinds = typeof modelKinds;
export type Kind = keyof ModelKinds;

/** The types of a kind, read from its line. */
type Parts<K extends Kind> =
  ModelKinds[K] extends ModelKind<infer Target, infer Options, infer Learned, infer Answers>
    ? { target: Target; options: Options; learned: Learned; answers: Answers }
    : never;

export type TargetOf<K extends Kind> = Parts<K>['target'];
export type OptionsOf<K extends Kind> = Parts<K>['options'];
export type LearnedOf<K extends Kind> = Parts<K>['learned'];
export type AnswersOf<K extends Kind> = Parts<K>['answers'];

/** A kind as `fit` and `predict` handle it: with its own types behind it. */
export type AnyKind = ModelKind<unknown, object, Model, unknown>;
