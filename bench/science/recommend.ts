import { seededRandom } from '#lib/core';
import {
  blend,
  drawPreferences,
  easeScores,
  evaluateLists,
  evaluateRanking,
  factorRecommender,
  fitBlend,
  fitBpr,
  fitEase,
  fitImplicitAls,
  fitItemNeighbourhood,
  fitPopularity,
  fitSequenceRecommender,
  fitUserNeighbourhood,
  itemNeighbourhoodScores,
  popularityScores,
  type Recommender,
  type Sparse,
  sequenceScores,
  sparse,
  startWorkerPool,
  userNeighbourhoodScores,
  type WorkerPool,
} from '#lib/science';
import { type LeaveOneOutRetail, onlineRetail } from './online-retail.ts';
import { atLeast, atMost, type Line, type Section, timed } from './section.ts';

/** Recommenders held against reference results on public data, and their speed. */
export const recommend: Section = {
  title: 'Recommenders',
  about:
    'Online Retail, 267,725 pairs of 4,077 people and 3,198 products, each person’s last product held back; S ranks it among 99 fixed products, F among all not yet had. The reference figures are of an independent implementation on the same split. The blend’s weights are learnt on the last product but one.',
  async *lines() {
    const pool = await startWorkerPool(2, new URL('science.js', import.meta.url));
    const data = await onlineRetail();
    if (data) yield* quality(data, pool);
    yield* speed(pool);
    await pool.close();
  },
};

type Makers = Record<
  string,
  (train: Sparse, histories: readonly number[][]) => Recommender | Promise<Recommender>
>;

const makers = (pool: WorkerPool): Makers => ({
  popularity: (train) => popularityScores(fitPopularity(train)),
  'item cosine, k = 20': async (train) => itemNeighbourhoodScores(await fitItemNeighbourhood(train), train),
  'user cosine, k = 100': (train) => userNeighbourhoodScores(fitUserNeighbourhood(train), train),
  'EASE, λ = 200': async (train) => easeScores(await fitEase(train), train),
  'implicit ALS, 64 factors': async (train) =>
    factorRecommender(
      await fitImplicitAls(train, { penalty: 100, alpha: 20, random: seededRandom(1) }, { pool }),
    ),
  'BPR, 64 factors': async (train) => factorRecommender(await fitBpr(train, { random: seededRandom(1) })),
  'sequence, half-life 1 step': (train, histories) =>
    sequenceScores(fitSequenceRecommender(histories, train.columns), histories),
});

/** NDCG@10 wanted for S; where the reference has none, the line only reports. */
const wanted: Record<string, number> = {
  'item cosine, k = 20': 0.397,
  'EASE, λ = 200': 0.41,
  'implicit ALS, 64 factors': 0.39,
  popularity: 0.203,
  'user cosine, k = 100': 0.337,
};

async function* quality(data: LeaveOneOutRetail, pool: WorkerPool): AsyncGenerator<Line> {
  const made: Record<string, Recommender> = {};
  let best = 0;
  for (const [name, make] of Object.entries(makers(pool))) {
    const { seconds, answer } = await timed(async () => make(data.train, historiesOf(data, data.trainRows)));
    made[name] = answer;
    const { text, ndcg } = describe(data, answer);
    best = Math.max(best, ndcg);
    yield {
      ...atLeast(`${name} (${seconds.toFixed(1)} s): S NDCG@10`, ndcg, wanted[name] ?? 0),
      wanted: name in wanted ? `≥ ${wanted[name]}` : 'reported',
      ours: text,
    };
  }
  const weights = await stack(data, pool);
  const blended = blend(Object.values(made), weights);
  const { text, ndcg } = describe(data, blended);
  yield {
    what: 'blend of all by stacking: S NDCG@10',
    wanted: `above ${best.toFixed(4)}`,
    ours: text,
    met: ndcg > best,
  };
  const lists = evaluateLists(
    blended,
    data.train,
    Uint32Array.from({ length: 500 }, (_, i) => i),
  );
  yield {
    what: 'lists of the blend, 500 people, 10 items',
    wanted: 'reported',
    ours: `coverage ${lists.coverage.toFixed(3)}, diversity ${lists.diversity.toFixed(3)}, novelty ${lists.novelty.toFixed(2)} bits`,
    met: true,
  };
}

function describe({ train, sampled, full }: LeaveOneOutRetail, recommender: Recommender) {
  const s = evaluateRanking(recommender, train, sampled);
  const f = evaluateRanking(recommender, train, full);
  const four = (value: number) => value.toFixed(4);
  return {
    ndcg: s.ndcg,
    text: `S HR ${four(s.hitRate)} NDCG ${four(s.ndcg)} MRR ${four(s.mrr)}; F HR ${four(f.hitRate)} NDCG ${four(f.ndcg)}`,
  };
}

/** Weights learnt where each person's last product of the training rows is held back too. */
async function stack(data: LeaveOneOutRetail, pool: WorkerPool): Promise<Float64Array> {
  const { history, trainRows, people, items } = data;
  const last = new Map<number, number>();
  for (const at of trainRows) last.set(history.people[at]!, at);
  const held = new Set(last.values());
  const inner = trainRows.filter((at) => !held.has(at));
  const train = sparse(
    people,
    items,
    inner.map((at) => history.people[at]!),
    inner.map((at) => history.items[at]!),
  );
  const made: Recommender[] = [];
  for (const make of Object.values(makers(pool))) made.push(await make(train, historiesOf(data, inner)));
  const liked = [...last].map(([person, at]) => ({ person, liked: history.items[at]! }));
  return fitBlend(made, items, drawPreferences(train, liked, { seed: 2 }));
}

function historiesOf({ history, people }: LeaveOneOutRetail, rows: Uint32Array): number[][] {
  const histories: number[][] = Array.from({ length: people }, () => []);
  for (const at of rows) histories[history.people[at]!]!.push(history.items[at]!);
  return histories;
}

async function* speed(pool: WorkerPool): AsyncGenerator<Line> {
  for (const count of [10_000, 100_000, 1_000_000]) {
    const interactions = simulated(count);
    const { seconds } = await timed(() =>
      fitImplicitAls(interactions, { sweeps: 10, random: seededRandom(1) }, { pool }),
    );
    yield atMost(
      `implicit ALS, ${count.toLocaleString('en')} interactions, 64 factors, 10 sweeps, two threads`,
      seconds,
      60,
      ' s',
    );
  }
}

function simulated(count: number): Sparse {
  const random = seededRandom(4);
  const people = Math.ceil(count / 20);
  const items = Math.min(10_000, Math.ceil(count / 50));
  const draw = (limit: number, power: number) =>
    Uint32Array.from({ length: count }, () => Math.floor(limit * random() ** power));
  const { starts, columnsOf, rows, columns } = sparse(people, items, draw(people, 1.3), draw(items, 2));
  return { starts, columnsOf, rows, columns, values: new Float64Array(columnsOf.length).fill(1) };
}
