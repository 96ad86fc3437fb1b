import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import * as science from './index.ts';
import { expectModel, type Model } from './model.ts';
import { encode, encodeAll, learnEncoding } from './models/encoding.ts';
import { fit as train } from './models/fit.ts';

const rows = 60;
const random = () => seededRandom(7);
const draws = random();
const column = (make: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => make(row));
const age = column(() => 20 + 50 * draws());
const spend = column(() => 100 * draws());
const yes = column((row) => (age[row]! + 40 * draws() > 65 ? 1 : 0));
const amount = column((row) => age[row]! + spend[row]! * draws());
const treated = column((row) => row % 2);
const channel = science.categoryColumn(
  'channel',
  Array.from({ length: rows }, (_, row) => ['shop', 'web', 'phone'][row % 3]!),
);
const ages = science.numberColumn('age', age);
const numbers = science.table([ages, science.numberColumn('spend', spend)]);
const mixed = science.table([...numbers.columns, channel]);
const x = science.designMatrix(numbers);
const scaled = science.designMatrix(science.applyScaling(science.fitScaling(numbers), numbers));
const study = { variables: numbers, treated, outcome: yes };
const outcome = { time: column(() => 1 + Math.floor(20 * draws())), event: yes };
const histories = {
  frequency: column((row) => row % 4),
  recency: column((row) => (row % 4 === 0 ? 0 : 3 + (row % 7))),
  age: column((row) => 12 + (row % 5)),
};
const worth = { frequency: histories.frequency, averageValue: column(() => 10 + 20 * draws()) };
const contracts = { periods: column((row) => 1 + (row % 5)), ended: column((row) => (row % 3 > 0 ? 1 : 0)) };
const spending = [column(() => 100 * draws())];
const sales = column((row) => 50 + 30 * (spending[0]![row]! / (40 + spending[0]![row]!)) + draws());
const texts = Array.from({ length: 12 }, (_, i) => (i % 2 === 1 ? `很好 good ${i}` : `很差 bad ${i}`));
const praise = Float64Array.from(texts, (_, i) => i % 2);
const walks = science.basketsOf([
  ['home', 'shop', 'home'],
  ['home', 'exit'],
]);
const ridge = science.ridgeLearner();
const logistic = science.logisticLearner();
const weeks = { from: 0, to: 4 };

/** How a model is fitted, and every function that takes it. */
function entry<Fitted extends Model>(
  learn: () => Fitted | Promise<Fitted>,
  ...uses: ((model: Fitted) => unknown)[]
) {
  return {
    async models() {
      const model = await learn();
      return {
        kept: JSON.parse(JSON.stringify(model)) as Model,
        answers: (from: 'memory' | 'json') =>
          Promise.all(uses.map((use) => use(from === 'memory' ? model : JSON.parse(JSON.stringify(model))))),
        changed: (change: Partial<Model>) => uses.map((use) => async () => use({ ...model, ...change })),
      };
    },
  };
}

const customerBase = [
  (model: science.CustomerBaseModel) => science.expectedPurchases(model, histories, weeks),
  (model: science.CustomerBaseModel) => science.expectedPurchasesOfNewcomer(model, weeks),
  (model: science.CustomerBaseModel) => science.probabilityAlive(model, histories),
  (model: science.CustomerBaseModel) => science.discountedPurchases(model, histories, { horizon: 4 }),
  (model: science.CustomerBaseModel) =>
    science.customerLifetimeValue(model, histories, worth.averageValue, { horizon: 4 }),
  (model: science.CustomerBaseModel) => science.lostSilence(model, histories),
  (model: science.CustomerBaseModel) => science.repurchaseBeyond(model, histories, 2),
  (model: science.CustomerBaseModel) => science.repurchaseQuantile(model, histories),
];
const ensemble = [
  (model: science.TreeEnsemble) => science.scoreTrees(model, mixed),
  (model: science.TreeEnsemble) => science.scoreManyRows(model, mixed),
  (model: science.TreeEnsemble) => science.treeShap(model, mixed),
  (model: science.TreeEnsemble) => science.interventionalShap(model, mixed, science.takeRows(mixed, [0, 1])),
  (model: science.TreeEnsemble) => science.gainImportance(model),
];
const leaf = { cover: 5, nodeid: 1, leaf: 2 };
const processes = ['bg-bb', 'bg-nbd', 'mbg-nbd', 'pareto-nbd'];

const had = science.sparse(3, 3, [0, 0, 1, 1, 2], [0, 1, 0, 2, 1]);
const scored = (recommender: science.Recommender) => {
  const scores = new Float64Array(3);
  recommender(1, scores);
  return scores;
};
const orders = [[0, 1, 2], [1, 0], [2]];
const reviews = science.table([science.categoryColumn('text', texts)]);

const kinds: Record<string, ReturnType<typeof entry>> = {
  'accelerated-failure': entry(
    () => science.fitAcceleratedFailure(x, outcome),
    (model) => science.acceleratedSurvival(model, x, [5, 10]),
  ),
  'bernoulli-naive-bayes': entry(
    () => science.fitBernoulliNaiveBayes(x, yes),
    (model) => science.predictNaiveBayes(model, x),
  ),
  'bg-bb': entry(() => science.fitBgBb(histories), ...customerBase),
  'bg-nbd': entry(() => science.fitBgNbd(histories), ...customerBase),
  binning: entry(
    () => science.fitBinning(numbers),
    (model) => science.applyBinning(model, numbers),
  ),
  bpr: entry(
    async () => science.bprModel(await science.fitBpr(had, { factors: 2, random: random() }), {}),
    (model) => scored(science.bprScores(model, had)),
  ),
  'calibrated-svm': entry(
    () => science.fitCalibratedSvm(scaled, yes, { random: random() }),
    (model) => science.predictCalibratedSvm(model, scaled),
  ),
  'class-transformation': entry(
    () => science.fitClassTransformation(study, logistic),
    (model) => science.predictClassTransformation(model, logistic, numbers),
  ),
  content: entry(
    () => science.fitContent(had),
    (model) => scored(science.contentScores(model, had)),
  ),
  'cox-regression': entry(
    () => science.fitCoxRegression({ design: x, outcome }),
    (model) => science.coxRisk(model, x),
    (model) => science.coxSurvival(model, x, [5, 10]),
    (model) => science.hazardRatios(model),
    (model) => science.testProportionalHazards(model, { design: x, outcome }),
  ),
  'decision-tree': entry(
    () => science.fitDecisionTree(mixed, amount, { target: 'number' }),
    (model) => science.predictDecisionTree(model, mixed),
    ...ensemble,
  ),
  'dr-learner': entry(
    () => science.fitDrLearner(study, { outcome: ridge, propensity: 0.5, effect: ridge, random: random() }),
    (model) => science.predictDrLearner(model, ridge, numbers),
  ),
  ease: entry(
    () => science.fitEase(had, { lambda: 1 }),
    (model) => scored(science.easeScores(model, had)),
  ),
  encoding: entry(
    () => learnEncoding(mixed, {}, {}),
    (model) => encode(model, mixed, 0, 5),
    (model) => encodeAll(model, mixed, {}),
  ),
  'frequency-encoding': entry(
    () => science.fitFrequencyEncoding(mixed),
    (model) => science.applyFrequencyEncoding(model, mixed),
  ),
  'gamma-gamma': entry(
    () => science.fitGammaGamma(worth),
    (model) => science.expectedPurchaseValue(model, worth),
  ),
  'gaussian-mixture': entry(
    () => science.fitGaussianMixture(x, 2, { random: random() }),
    (model) => science.mixtureMembership(model, x),
  ),
  'gradient-boosting': entry(
    () => science.fitGradientBoosting(mixed, yes, { loss: { kind: 'binary' }, trees: 5, random: random() }),
    (model) => science.predictGradientBoosting(model, mixed),
    (model) => science.boostingAnswers(model, age),
    ...ensemble,
  ),
  'implicit-als': entry(
    async () =>
      science.implicitAlsModel(await science.fitImplicitAls(had, { factors: 2, random: random() }), {}),
    (model) => scored(science.implicitAlsScores(model, had)),
  ),
  imputation: entry(
    () => science.fitImputation(mixed),
    (model) => science.applyImputation(model, mixed),
  ),
  'isolation-forest': entry(
    () => science.fitIsolationForest(mixed, { trees: 5, random: random() }),
    (model) => science.predictIsolationForest(model, mixed),
    (model) => science.isolationReasons(model, mixed),
    ...ensemble,
  ),
  'isotonic-regression': entry(
    () => science.fitIsotonicRegression(yes, age),
    (model) => science.predictIsotonicRegression(model, spend),
  ),
  'item-neighbourhood': entry(
    () => science.fitItemNeighbourhood(had),
    (model) => scored(science.itemNeighbourhoodScores(model, had)),
  ),
  'k-means': entry(
    () => science.fitKMeans(x, 3, { random: random() }),
    (model) => science.assignToCentres(model, x),
    (model) => science.centresOf(model),
  ),
  'k-prototypes': entry(
    () => science.fitKPrototypes(mixed, 3, { random: random() }),
    (model) => science.assignToPrototypes(model, mixed),
  ),
  'kaplan-meier': entry(
    () => science.kaplanMeier(outcome),
    (model) => science.survivalAt(model, 5),
    (model) => science.survivalQuantile(model, 0.25),
    (model) => science.medianSurvival(model),
    (model) => science.restrictedMean(model, 5),
    (model) => science.restrictedMeanDifference(model, model, 5),
  ),
  lda: entry(
    () => train(reviews, null, { kind: 'lda', topics: 2, cutter: 'icu', most: 1 }),
    (model) => science.predict(model, reviews),
  ),
  'linear-regression': entry(
    () => science.fitLinearRegression(x, amount),
    (model) => science.predictLinearRegression(model, x),
    (model) => science.coefficientTable(model),
    (model) => science.linearShap(model, [40, 50], x),
  ),
  'linear-svm': entry(
    () => science.fitLinearSvm(scaled, yes, { random: random() }),
    (model) => science.predictLinearSvm(model, scaled),
    (model) => science.linearShap(model, [40, 50], x),
  ),
  'logistic-regression': entry(
    () => science.fitLogisticRegression(x, yes),
    (model) => science.predictLogisticRegression(model, x),
    (model) => science.predictLogits(model, x),
    (model) => science.coefficientTable(model),
    (model) => science.linearShap(model, [40, 50], x),
    (model) => science.averageMarginalEffects(model, x),
  ),
  'markov-chain': entry(
    () => science.fitMarkovChain(walks, 1),
    (model) => science.walkChain(model, [1, 0, 0], 2),
    (model) => science.stationaryDistribution(model),
    (model) => science.stepsUntil(model, [0]),
  ),
  'mbg-nbd': entry(() => science.fitMbgNbd(histories), ...customerBase),
  'multinomial-naive-bayes': entry(
    () => science.fitMultinomialNaiveBayes(x, yes),
    (model) => science.predictNaiveBayes(model, x),
  ),
  'nearest-neighbours': entry(
    () => science.fitNearestNeighbours(x, yes),
    (model) => science.predictNearestNeighbours(model, x),
  ),
  'one-hot': entry(
    () => science.fitOneHot(mixed),
    (model) => science.applyOneHot(model, mixed),
  ),
  nmf: entry(
    () => train(reviews, null, { kind: 'nmf', topics: 2, cutter: 'icu', most: 1 }),
    (model) => science.predict(model, reviews),
  ),
  'pareto-nbd': entry(() => science.fitParetoNbd(histories), ...customerBase),
  pca: entry(
    () => science.fitPca(x),
    (model) => science.projectPca(model, x),
  ),
  'platt-scaling': entry(
    () => science.fitPlattScaling(yes, age),
    (model) => science.predictPlattScaling(model, spend),
  ),
  popularity: entry(
    () => science.fitPopularity(had),
    (model) => scored(science.popularityScores(model)),
  ),
  'r-learner': entry(
    () => science.fitRLearner(study, { outcome: ridge, propensity: 0.5, effect: ridge, random: random() }),
    (model) => science.predictRLearner(model, ridge, numbers),
  ),
  'random-forest': entry(
    async () =>
      (await science.fitRandomForest(mixed, yes, { target: 'binary', trees: 5, random: random() })).model,
    (model) => science.predictRandomForest(model, mixed),
    ...ensemble,
  ),
  'random-fourier-features': entry(
    () => science.fitFourierFeatures(x, { random: random(), features: 9 }),
    (model) => science.applyFourierFeatures(model, x),
  ),
  response: entry(
    () => science.fitResponse(spending, sales),
    (model) => science.predictResponse(model, spending),
  ),
  's-learner': entry(
    () => science.fitSLearner(study, ridge),
    (model) => science.predictSLearner(model, ridge, numbers),
  ),
  scaling: entry(
    () => science.fitScaling(numbers),
    (model) => science.applyScaling(model, numbers),
  ),
  sentiment: entry(
    () => science.fitSentiment(texts, praise),
    (model) => science.predictSentiment(model, ['good', '很差']),
  ),
  'sentiment-classes': entry(
    () =>
      science.fitSentimentClasses(
        [...texts, ...texts],
        [...texts, ...texts].map((_, i) => science.sentimentClasses[i % 3]!),
      ),
    (model) => science.predictSentimentClasses(model, ['good', '很差']),
  ),
  sequence: entry(
    () => science.fitSequenceRecommender(orders, 3),
    (model) => scored(science.sequenceScores(model, orders)),
  ),
  'shifted-beta-geometric': entry(
    () => science.fitShiftedBetaGeometric(contracts),
    (model) => science.contractSurvival(model, 5),
    (model) => science.retentionRate(model, 2),
    (model) => science.expectedResidualLifetime(model, 1, 0.1),
  ),
  't-learner': entry(
    () => science.fitTLearner(study, ridge),
    (model) => science.predictTLearner(model, ridge, numbers),
  ),
  'target-encoding': entry(
    () => science.fitTargetEncoding(mixed, yes),
    (model) => science.applyTargetEncoding(model, mixed),
  ),
  'user-neighbourhood': entry(
    () => science.fitUserNeighbourhood(had),
    (model) => scored(science.userNeighbourhoodScores(model, had)),
  ),
  winsorising: entry(
    () => science.fitWinsorising(numbers),
    (model) => science.applyWinsorising(model, numbers),
  ),
  'x-learner': entry(
    () => science.fitXLearner(study, { outcome: ridge, effect: ridge }),
    (model) => science.predictXLearner(model, ridge, numbers),
  ),
  xgboost: entry(() => science.xgboostTrees([leaf], ['age']), ...ensemble),
};

describe('fitted models', () => {
  it('are all on the list below', () => {
    const folder = fileURLToPath(new URL('.', import.meta.url));
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
    const made = sources.flatMap((source) => [
      ...source.matchAll(/(?<!readonly )kind: '([^']+)',\s+version: 1/g),
    ]);
    const elsewhere = ['bernoulli-naive-bayes', 'multinomial-naive-bayes', ...processes];
    expect([...made.map(([, kind]) => kind), ...elsewhere].sort()).toEqual(Object.keys(kinds).sort());
  });

  it.each(Object.entries(kinds))(
    '%s says what it is and answers the same after JSON',
    async (kind, { models }) => {
      const { kept, answers } = await models();
      expect(kept).toMatchObject({ kind, version: 1 });
      expect(await answers('json')).toEqual(await answers('memory'));
    },
  );

  it.each(Object.entries(kinds))(
    '%s is refused in another version or as another kind',
    async (kind, { models }) => {
      const { changed } = await models();
      for (const use of changed({ version: 2 })) await expect(use).rejects.toThrow(`a model ${kind} v2;`);
      for (const use of changed({ kind: 'toString' }))
        await expect(use).rejects.toThrow(/a model toString v1;|kind is toString/);
    },
  );

  it('are told apart from nothing at all', () => {
    const nothing: Model = JSON.parse('null');
    expect(() => expectModel(nothing, 1, 'pca')).toThrow(
      'this is a model ? v?; pca v1 is needed: train it again',
    );
  });
});
