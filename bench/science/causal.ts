import { type Random, seededRandom } from '#lib/core';
import {
  augmentedInversePropensity,
  boostingLearner,
  correlation,
  fitClassTransformation,
  fitDrLearner,
  fitRLearner,
  fitSLearner,
  fitTLearner,
  fitXLearner,
  inversePropensity,
  type Learner,
  logisticLearner,
  mean,
  normal,
  numberColumn,
  predictClassTransformation,
  predictDrLearner,
  predictRLearner,
  predictSLearner,
  predictTLearner,
  predictXLearner,
  propensityStrata,
  qiniAuc,
  qiniNoise,
  ridgeLearner,
  type Study,
  sigmoid,
  startWorkerPool,
  type Table,
  table,
  upliftAt,
  upliftAuc,
} from '#lib/science';
import { hillstrom } from '../../lib/science/testing/hillstrom.ts';
import { atLeast, atMost, type Line, near, type Section, timed } from './section.ts';

/** Uplift on Hillstrom, effects recovered by simulation, observational estimates where the plain difference is wrong. */
export const causal: Section = {
  title: 'Uplift and observational effects',
  about:
    'Hillstrom: womens mail against none, visits, the given half for training; references by scikit-uplift with scikit-learn learners. Two models less than a deviation of the noise (.011) apart are equal as far as these data can tell. Simulations are seeded.',
  async *lines() {
    const pool = await startWorkerPool(2, new URL('science.js', import.meta.url));
    yield* onHillstrom({ pool });
    yield* recovered();
    yield* observed();
    yield* speed({ pool });
    await pool.close();
  },
};

/** Any kind of base learner. */
interface Base {
  readonly name: string;
  readonly chance: Learner<unknown>;
  readonly number: Learner<unknown>;
}

const linear: Base = {
  name: 'linear',
  chance: logisticLearner() as Learner<unknown>,
  number: ridgeLearner() as Learner<unknown>,
};

function boosting(work: Parameters<typeof boostingLearner>[1], learningRate = 0.05): Base {
  const options = { random: seededRandom(2), trees: 100, maxLeaves: 8, learningRate };
  return {
    name: 'boosting',
    chance: boostingLearner({ ...options, loss: { kind: 'binary' } }, work) as Learner<unknown>,
    number: boostingLearner({ ...options, loss: { kind: 'squared' } }, work) as Learner<unknown>,
  };
}

type Estimator = (
  study: Study,
  rows: Table,
  outcome: Learner<unknown>,
  effect: Learner<unknown>,
  share: number,
  interactions: boolean,
) => Promise<Float64Array>;

const estimators: Record<string, Estimator> = {
  S: async (study, rows, outcome, _effect, _share, interactions) =>
    predictSLearner(await fitSLearner(study, outcome, { interactions }), outcome, rows),
  T: async (study, rows, outcome) => predictTLearner(await fitTLearner(study, outcome), outcome, rows),
  X: async (study, rows, outcome, effect) =>
    predictXLearner(await fitXLearner(study, { outcome, effect }), effect, rows),
  R: async (study, rows, outcome, effect, propensity) =>
    predictRLearner(
      await fitRLearner(study, { outcome, effect, propensity, random: seededRandom(3) }),
      effect,
      rows,
    ),
  DR: async (study, rows, outcome, effect, propensity) =>
    predictDrLearner(
      await fitDrLearner(study, { outcome, effect, propensity, random: seededRandom(3) }),
      effect,
      rows,
    ),
};

/** Qini and AUUC of scikit-uplift, with scikit-learn's logistic regression and histogram boosting. */
const references: Record<string, readonly [qini: number, auuc: number]> = {
  'S linear': [0.06543, 0.03016],
  'T linear': [0.06521, 0.03003],
  'X linear': [0.06303, 0.02887],
  'class transformation linear': [0.06939, 0.03162],
  'S boosting': [0.06651, 0.03058],
  'T boosting': [0.05924, 0.02724],
  'X boosting': [0.06401, 0.02916],
  'class transformation boosting': [0.06552, 0.02993],
};

async function* onHillstrom(work: Parameters<typeof boosting>[0]): AsyncIterable<Line> {
  const data = hillstrom();
  if (!data) return;
  const { training, test, womens } = data;
  const options = { random: seededRandom(1), runs: 400 };
  const noise = await qiniNoise(test.outcome, test.treated, options);
  const auucNoise = await qiniNoise(test.outcome, test.treated, { ...options, measure: 'uplift' });
  yield near('Qini of scores by chance, 400 shuffles: deviation', noise.deviation, 0.0112, 0.0015);
  for (const [name, { low, high, mean: centre }] of Object.entries({ Qini: noise, AUUC: auucNoise }))
    yield {
      what: `band of noise of the ${name}, 95 %`,
      wanted: 'about 0',
      ours: `${low.toFixed(4)} to ${high.toFixed(4)}, mean ${centre.toFixed(4)}`,
      met: low < 0 && high > 0,
    };
  const judged = (name: string, effects: Float64Array): Line => {
    const qini = qiniAuc(test.outcome, effects, test.treated);
    const auuc = upliftAuc(test.outcome, effects, test.treated);
    const wanted = references[name];
    const tolerance = name.endsWith('linear') ? [0.0005, 0.0005] : [noise.deviation, auucNoise.deviation];
    const near = (ours: number, k: 0 | 1) => Math.abs(ours - wanted![k]) <= tolerance[k]!;
    return {
      what: `Qini and AUUC, ${name}`,
      wanted: wanted
        ? `${wanted.join(', ')} ± ${tolerance[0]!.toFixed(4)}, ${tolerance[1]!.toFixed(4)}`
        : `above the noise, ${noise.high.toFixed(4)}`,
      ours: `${qini.toFixed(5)}, ${auuc.toFixed(5)} (at 30 % ${upliftAt(test.outcome, effects, test.treated, 0.3).toFixed(4)})`,
      met: wanted ? near(qini, 0) && near(auuc, 1) : qini > noise.high,
    };
  };
  yield judged('womens flag alone', womens);
  for (const base of [linear, boosting(work)]) {
    for (const [name, estimate] of Object.entries(estimators))
      yield judged(
        `${name} ${base.name}`,
        await estimate(training, test.variables, base.chance, base.number, 0.5, base === linear),
      );
    const model = await fitClassTransformation(training, base.chance);
    yield judged(
      `class transformation ${base.name}`,
      predictClassTransformation(model, base.chance, test.variables),
    );
  }
}

/** 20,000 people, 30 % treated, an effect of sin(2 x) + z where w is above 0, and as many others to judge on. */
function bent(random: Random, rows: number) {
  const columns = Array.from({ length: 5 }, () => Float64Array.from({ length: rows }, () => normal(random)));
  const [x, z, w] = columns;
  const effect = x!.map((value, i) => Math.sin(2 * value) + (w![i]! > 0 ? z![i]! : 0));
  const treated = x!.map(() => (random() < 0.3 ? 1 : 0));
  const outcome = x!.map(
    (value, i) => value * z![i]! + 2 * w![i]! + treated[i]! * effect[i]! + normal(random),
  );
  const variables = table(columns.map((values, j) => numberColumn(`x${j}`, values)));
  return { study: { variables, treated, outcome }, effect };
}

async function* recovered(): AsyncIterable<Line> {
  const { study } = bent(seededRandom(11), 20_000);
  const others = bent(seededRandom(12), 20_000);
  const { number } = boosting({}, 0.2);
  for (const [name, estimate] of Object.entries(estimators)) {
    const found = await estimate(study, others.study.variables, number, number, 0.3, false);
    yield atLeast(
      `bent effect recovered on new people, ${name} boosting: correlation with the truth`,
      correlation(found, others.effect),
      0.8,
      3,
    );
  }
}

/** Treatment is likelier where x is great, which raises the outcome too; the effect is 1 + x, on average 1. */
function confounded(random: Random, rows: number) {
  const x = Float64Array.from({ length: rows }, () => normal(random));
  const z = Float64Array.from({ length: rows }, () => normal(random));
  const propensity = x.map((value, i) => sigmoid(0.8 * value - 0.5 * z[i]!));
  const treated = propensity.map((e) => (random() < e ? 1 : 0));
  const outcome = x.map((value, i) => 2 * value + z[i]! + treated[i]! * (1 + value) + normal(random));
  return {
    study: { variables: table([numberColumn('x', x), numberColumn('z', z)]), treated, outcome },
    propensity,
  };
}

async function* observed(): AsyncIterable<Line> {
  const runs = 2000;
  const found = { naive: [] as number[], aipw: [] as number[], ipw: [] as number[], strata: [] as number[] };
  let held = 0;
  const random = seededRandom(21);
  for (let run = 0; run < runs; run++) {
    const { study, propensity } = confounded(random, 500);
    const { effect, naive } = await augmentedInversePropensity(study, {
      outcome: ridgeLearner(),
      propensity: logisticLearner(),
      random,
    });
    found.naive.push(naive);
    found.aipw.push(effect.estimate);
    found.ipw.push(inversePropensity(study.outcome, study.treated, propensity).effect.estimate);
    found.strata.push(
      propensityStrata(study.outcome, study.treated, propensity, { strata: 10 }).effect.estimate,
    );
    // the mean effect of these 500 people is 1 + mean x, that of all who could have been drawn is 1
    if (effect.low <= 1 && 1 <= effect.high) held++;
  }
  const named = `true effect 1, ${runs.toLocaleString('en')} studies of 500`;
  yield {
    what: `plain difference, ${named}`,
    wanted: 'far off',
    ours: mean(found.naive).toFixed(3),
    met: mean(found.naive) > 2,
  };
  yield near(`AIPW, cross-fitted, ${named}: mean`, mean(found.aipw), 1, 0.02, 3);
  yield near('AIPW: coverage of the 95 % interval', held / runs, 0.95, 0.01, 4);
  yield near('weights by the true propensity: mean', mean(found.ipw), 1, 0.05, 3);
  yield near('ten strata by the true propensity: mean', mean(found.strata), 1, 0.15, 3);
}

async function* speed(work: Parameters<typeof boosting>[0]): AsyncIterable<Line> {
  for (const [rows, limit] of [
    [10_000, 2],
    [100_000, 15],
    [1_000_000, 120],
  ] as const) {
    const { study } = bent(seededRandom(31), rows);
    const { number } = boosting(work);
    const { seconds } = await timed(() => estimators.T!(study, study.variables, number, number, 0.3, false));
    yield atMost(
      `T-learner of two boosted models, ${rows.toLocaleString('en')} × 5, fit and predict`,
      seconds,
      limit,
      ' s',
    );
    const doubly = await timed(() =>
      augmentedInversePropensity(study, {
        outcome: ridgeLearner(),
        propensity: logisticLearner(),
        random: seededRandom(1),
      }),
    );
    yield atMost(
      `AIPW with linear learners, ${rows.toLocaleString('en')} × 5, five folds`,
      doubly.seconds,
      limit,
      ' s',
    );
  }
  const random = seededRandom(32);
  for (const [rows, limit] of [
    [10_000, 0.5],
    [100_000, 1],
    [1_000_000, 10],
  ] as const) {
    const [score, treated, outcome] = [random, () => +(random() < 0.5), () => +(random() < 0.1)].map((draw) =>
      Float64Array.from({ length: rows }, draw),
    );
    const { seconds } = await timed(() => qiniAuc(outcome!, score!, treated!));
    yield atMost(`Qini of ${rows.toLocaleString('en')} people`, seconds, limit, ' s', 3);
  }
}
