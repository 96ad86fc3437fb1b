import { readFileSync } from 'node:fs';
import { seededRandom } from '#lib/core';
import {
  fitDecisionTree,
  fitGradientBoosting,
  fitRandomForest,
  numberColumn,
  permutation,
  predictDecisionTree,
  predictGradientBoosting,
  predictRandomForest,
  rocAuc,
  scoreManyRows,
  startWorkerPool,
  type Table,
  table,
  takeRows,
  treeShap,
  type WorkerPool,
  xgboostTrees,
} from '#lib/science';
import { readColumns, reference } from '../../lib/science/testing/reference-data.ts';
import { telco } from '../../lib/science/testing/telco.ts';
import { ownTime } from '../processor-time.ts';
import { atLeast, atMost, type Line, type Section } from './section.ts';
import { type Synthetic, synthetic } from './synthetic.ts';

/** Tree models held against reference results, and their speed. */
export const trees: Section = {
  title: 'Trees',
  about:
    'Telco, five given folds. The synthetic set of the notes (50 columns, 13.5 % ones, missing values in 11 columns) drawn anew from seed 11, tested on 200,000 other rows; reference figures are of scikit-learn 1.2.1 on its own draw. Teams of two threads; on a busy machine half of the processor’s seconds is nearer to what two free cores take.',
  async *lines() {
    yield* telcoLines();
    const shap = await shapLine();
    if (shap) yield shap;
    yield await shuffledLine();
    const pool = await startWorkerPool(2, new URL('science.js', import.meta.url));
    yield* speedLines(pool);
    await pool.close();
  },
};

const binary = { kind: 'binary' } as const;

type Learn = (data: Table, target: Float64Array) => Promise<(data: Table) => Float64Array>;

const learners: Record<string, { wanted: number; note: string; learn: Learn }> = {
  'decision tree, depth 5, leaves of 50': {
    wanted: 0.832,
    note: 'scikit-learn .83224',
    learn: async (data, target) => {
      const model = await fitDecisionTree(data, target, { target: 'binary', maxDepth: 5, minLeaf: 50 });
      return (other) => predictDecisionTree(model, other);
    },
  },
  'random forest, 300 trees, leaves of 10, 3 variables tried': {
    wanted: 0.842,
    note: 'scikit-learn .84394',
    learn: async (data, target) => {
      const options = { target: 'binary', random: seededRandom(1), minLeaf: 10, tried: 3 } as const;
      const { model } = await fitRandomForest(data, target, options);
      return (other) => predictRandomForest(model, other);
    },
  },
  'boosting, 300 trees, 5 leaves, rate .04': {
    wanted: 0.8455,
    note: 'scikit-learn .84705, .84635',
    learn: async (data, target) => {
      const options = { loss: binary, random: seededRandom(1), trees: 300, maxLeaves: 5, learningRate: 0.04 };
      const model = await fitGradientBoosting(data, target, options);
      return (other) => predictGradientBoosting(model, other);
    },
  },
};

async function* telcoLines(): AsyncGenerator<Line> {
  const given = telco();
  if (!given) return;
  const { variables, churned, fold } = given;
  for (const [name, { wanted, note, learn }] of Object.entries(learners)) {
    let sum = 0;
    for (const k of [0, 1, 2, 3, 4]) {
      const rows = (held: boolean) => [...fold.keys()].filter((row) => (fold[row] === k) === held);
      const target = (of: number[]) => Float64Array.from(of, (row) => churned[row]!);
      const predict = await learn(takeRows(variables, rows(false)), target(rows(false)));
      sum += rocAuc(target(rows(true)), predict(takeRows(variables, rows(true))));
    }
    const line = atLeast(`Telco AUC, ${name}`, sum / 5, wanted, 5);
    yield { ...line, wanted: `${line.wanted} (${note})` };
  }
}

async function shapLine(): Promise<Line | undefined> {
  const [dump, x, values] = ['telco_xgb_dump.json', 'telco_shap_X.csv', 'telco_shap_values.csv'].map((file) =>
    reference(`refs/${file}`),
  );
  if (!dump || !x || !values) return undefined;
  const given = readColumns(x);
  const wanted = readColumns(values);
  const names = Object.keys(given);
  const single = (text: string) => (text === '' ? Number.NaN : Math.fround(Number(text)));
  const data = table(names.map((name) => numberColumn(name, given[name]!.map(single))));
  const shap = await treeShap(xgboostTrees(JSON.parse(readFileSync(dump, 'utf8')), names), data);
  const off = Array.from(shap.values.values, (value, at) =>
    Math.abs(value - Number(wanted[names[at % names.length]!]![Math.floor(at / names.length)])),
  );
  const most = Math.max(...off);
  return {
    what: 'TreeSHAP of XGBoost’s trees, 200 × 46 values of Telco, greatest difference',
    wanted: '≤ 1e-5',
    ours: most.toExponential(1),
    met: most <= 1e-5,
  };
}

/** Learnt from shuffled labels, 20 runs (seeds 1 to 20): the AUC on other rows should lie around 0.5. */
async function shuffledLine(): Promise<Line> {
  const runs = 20;
  const areas: number[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const { data, target } = synthetic(4000, seed);
    const shuffled = Float64Array.from(permutation(seededRandom(seed), 4000), (row) => target[row]!);
    const halves = [0, 2000].map((from) => Int32Array.from({ length: 2000 }, (_, row) => from + row));
    const [learnt, held] = halves.map((rows) => ({
      data: takeRows(data, rows),
      target: Float64Array.from(rows, (row) => shuffled[row]!),
    }));
    const options = { loss: binary, random: seededRandom(seed), trees: 30 };
    const model = await fitGradientBoosting(learnt!.data, learnt!.target, options);
    areas.push(rocAuc(held!.target, predictGradientBoosting(model, held!.data)));
  }
  const mean = areas.reduce((sum, area) => sum + area) / runs;
  // 270 ones against 1,730 zeros: the standard error of one AUC is .019, of the mean of 20 .0042
  return {
    what: 'boosting on shuffled labels, mean AUC of 20 runs, seeds 1–20',
    wanted: '0.5 ± .0126 (three standard errors)',
    ours: mean.toFixed(4),
    met: Math.abs(mean - 0.5) <= 0.0126,
  };
}

async function* speedLines(pool: WorkerPool): AsyncGenerator<Line> {
  const all = synthetic(1_200_000, 11);
  const test = part(all, 1_000_000, 1_200_000);
  const bound = rocAuc(test.target, test.truth);
  yield {
    what: 'synthetic set: AUC of the true chances',
    wanted: '.80342 (its own draw)',
    ours: bound.toFixed(5),
    met: true,
  };
  // first, so that what the forest leaves behind is not counted as boosting's memory
  yield* boostingLines(all, test, pool);
  yield* forestLines(part(all, 0, 100_000), test, pool);
}

async function* forestLines(train: Synthetic, test: Synthetic, pool: WorkerPool): AsyncGenerator<Line> {
  // 8 draws are 5 different rows in the mean, the leaf of the reference
  const options = { target: 'binary', random: seededRandom(1), trees: 100, minLeaf: 8 } as const;
  const { line, answer } = await raced('forest, 100 trees, 100,000 × 50 (reference 39.0 s)', 12, () =>
    fitRandomForest(train.data, train.target, options, { pool }),
  );
  yield line;
  const scores = predictRandomForest(answer.model, test.data);
  yield atLeast('its AUC (reference .74276 on its draw)', rocAuc(test.target, scores), 0.739, 5);
}

/** Wanted seconds and the reference's seconds and AUC, by rows; sizes between only show the growth. */
const sizes: Record<number, { seconds: number; reference: number; area: number } | undefined> = {
  10000: undefined,
  31623: undefined,
  100000: { seconds: 3.5, reference: 6.5, area: 0.77978 },
  316228: undefined,
  1000000: { seconds: 25, reference: 21.1, area: 0.78859 },
};

async function* boostingLines(all: Synthetic, test: Synthetic, pool: WorkerPool): AsyncGenerator<Line> {
  let most = 0;
  const progress = () => {
    most = Math.max(most, process.memoryUsage().rss);
  };
  for (const [rows, wanted] of Object.entries(sizes)) {
    const train = part(all, 0, Number(rows));
    const what = `boosting, 100 trees × 31 leaves, ${Number(rows).toLocaleString('en')} × 50`;
    const { line, answer } = await raced(
      wanted ? `${what} (reference ${wanted.reference} s)` : what,
      wanted?.seconds ?? Number.POSITIVE_INFINITY,
      () =>
        fitGradientBoosting(
          train.data,
          train.target,
          { loss: binary, random: seededRandom(1) },
          { pool, progress },
        ),
    );
    yield wanted ? line : { ...line, wanted: 'growth' };
    if (!wanted) continue;
    const area = rocAuc(test.target, await scoreManyRows(answer, test.data, { pool }));
    yield atLeast(`its AUC (reference ${wanted.area} on its draw)`, area, wanted.area - 0.004, 5);
    if (Number(rows) < 1_000_000) continue;
    // the 1.2 million rows themselves take 0.48 GB of it
    yield atMost('memory of the process while boosting a million rows', most / 1e9, 1, ' GB');
    const scoring = await raced('scoring a million rows with 100 trees', 3, () =>
      scoreManyRows(answer, train.data, { pool }),
    );
    yield scoring.line;
  }
}

/** A line for seconds by the clock, the processor's seconds of all threads beside them. */
async function raced<T>(
  what: string,
  limit: number,
  work: () => Promise<T>,
): Promise<{ line: Line; answer: T }> {
  const [clock, processor] = [performance.now(), ownTime()];
  const answer = await work();
  const seconds = (performance.now() - clock) / 1000;
  const ours = `${seconds.toFixed(2)} s (${((ownTime() - processor) / 1000).toFixed(2)} s of the processor)`;
  return { line: { what, wanted: `≤ ${limit} s`, ours, met: seconds <= limit }, answer };
}

function part({ data, target, truth }: Synthetic, from: number, to: number): Synthetic {
  const columns = data.columns.map((column) =>
    column.kind === 'number' ? { ...column, values: column.values.subarray(from, to) } : column,
  );
  return {
    data: { rows: to - from, columns },
    target: target.subarray(from, to),
    truth: truth.subarray(from, to),
  };
}
