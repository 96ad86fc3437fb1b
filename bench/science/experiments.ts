import { readFileSync } from 'node:fs';
import { seededRandom } from '#lib/core';
import {
  bayesianEffect,
  benjaminiHochberg,
  chiSquareTest,
  compareBeliefs,
  cuped,
  difference,
  epsilonGreedy,
  fisherExact,
  type GroupEstimate,
  type GroupSums,
  groupSums,
  holm,
  kolmogorovSmirnov,
  mannWhitney,
  meanEstimate,
  normal,
  pairSums,
  relativeLift,
  sampleSizeForShares,
  studentTest,
  thompsonSampling,
  ucb1,
  welchTest,
} from '#lib/science';
import { readColumns, reference } from '../../lib/science/testing/reference-data.ts';
import { coverage, falseFindings, planned, sequential } from './experiment-simulations.ts';
import { atMost, type Line, near, type Section, timed } from './section.ts';

/** Tests of experiments: references first, then what they promise, by simulation, then speed. */
export const experiments: Section = {
  title: 'Experiments',
  about:
    'References: SciPy 1.17, the cases of GrowthBook, statsmodels by the notes. Simulations draw from seeded generators, 2,000 experiments a line unless said; a share of 5 % then has a standard error of 0.5 %, and a line is met up to two of these above what was promised.',
  async *lines() {
    yield* references();
    yield* falseFindings();
    yield* sequential();
    yield* coverage();
    yield* planned();
    yield* bandits();
    yield* speed();
  },
};

function* references(): Iterable<Line> {
  yield* bySciPy();
  yield* byGrowthBook();
  yield near('people a group for .10 → .11, pooled', sampleSizeForShares(0.1, 0.11), 14_750.79, 0.001, 3);
  const by = (method: 'unpooled' | 'arcsine') => sampleSizeForShares(0.1, 0.11, {}, method);
  yield near('the same, unpooled', by('unpooled'), 14_748.045, 0.001, 3);
  yield near('the same, arcsine', by('arcsine'), 14_744.105, 0.001, 3);
  const pValues = [0.001, 0.008, 0.012, 0.02, 0.03, 0.04, 0.05, 0.2, 0.5, 0.9];
  const rows = [
    { name: 'Holm', ours: holm(pValues), wanted: [0.01, 0.072, 0.096, 0.14, 0.18, 0.2, 0.2, 0.6, 1, 1] },
    {
      name: 'Benjamini-Hochberg',
      ours: benjaminiHochberg(pValues),
      wanted: [0.01, 0.04, 0.04, 0.05, 0.06, 0.066667, 0.071429, 0.25, 0.555556, 0.9],
    },
  ];
  for (const { name, ours, wanted } of rows) {
    const off = Math.max(...wanted.map((p, i) => Math.abs(p - ours[i]!)));
    yield {
      what: `${name}, ten p values`,
      wanted: 'row of the notes',
      ours: `off by ${off.toExponential(1)}`,
      met: off < 1e-6,
    };
  }
  const file = reference('refs/cuped_sim.csv');
  if (!file) return;
  const { arm, x, y } = readColumns(file);
  const [a, b] = ['0', '1'].map((group) => {
    const kept = arm!.flatMap((each, row) => (each === group ? [row] : []));
    return pairSums(
      kept.map((row) => Number(y![row])),
      kept.map((row) => Number(x![row])),
    );
  });
  const plain = welchTest({ n: a!.n, sum: a!.y, squares: a!.yy }, { n: b!.n, sum: b!.y, squares: b!.yy });
  const adjusted = cuped(a!, b!);
  const effect = difference(adjusted.a, adjusted.b);
  yield near('CUPED θ', adjusted.theta, 0.700084, 1e-6, 6);
  yield near('difference before', plain.estimate, 0.114137, 1e-6, 6);
  yield near('difference after', effect.estimate, 0.08284, 1e-6, 6);
  yield near('t before', plain.statistic, 3.6583, 5e-5, 4);
  yield near('t after', effect.statistic, 3.7312, 5e-5, 4);
}

/** p values of SciPy 1.17 for a few small groups with and without ties, and tables. */
function* bySciPy(): Iterable<Line> {
  const [a, b] = [
    [14.2, 11.8, 9.5, 13.1, 16.0, 10.4, 12.7, 15.3],
    [15.1, 17.9, 13.6, 16.8, 19.2, 12.9, 18.4],
  ];
  const [tiedA, tiedB] = [
    [3, 5, 5, 1, 4, 2, 5, 3, 2, 1, 4, 5],
    [5, 6, 7, 5, 4, 6, 3, 7, 5, 6, 2],
  ];
  const pairs: [name: string, ours: number, theirs: number][] = [
    ['Student', studentTest(groupSums(a!), groupSums(b!)).p, 0.01540255671225659],
    ['Welch', welchTest(groupSums(a!), groupSums(b!)).p, 0.01642815605995835],
    ['Mann-Whitney exact', mannWhitney(a!, b!).p, 0.028904428904428903],
    ['Mann-Whitney with ties', mannWhitney(tiedA!, tiedB!).p, 0.01577618810158162],
    ['Kolmogorov-Smirnov exact', kolmogorovSmirnov(a!, b!).p, 0.1414141414141414],
    [
      'χ² with Yates',
      chiSquareTest(
        [
          [12, 5],
          [9, 14],
        ],
        { yates: true },
      ).p,
      0.09909183934890643,
    ],
    [
      'Fisher',
      fisherExact([
        [12, 5],
        [9, 14],
      ]).p,
      0.06235516940744973,
    ],
    [
      'Beta chance to win',
      compareBeliefs({ alpha: 121, beta: 881 }, { alpha: 151, beta: 851 }).chanceToWin,
      0.975067836812143,
    ],
  ];
  for (const [name, ours, theirs] of pairs) yield near(`${name}: p, SciPy`, ours, theirs, 1e-9, 10);
}

function* byGrowthBook(): Iterable<Line> {
  const file = reference('cases/peer-cases.json');
  if (!file) return;
  const cases: { id: string; query: { a: PeerSums; b: PeerSums }; expected: Record<string, number> }[] =
    JSON.parse(readFileSync(file, 'utf8'));
  const lift = (id: string, estimate: (of: PeerSums) => GroupEstimate) => {
    const { query, expected } = cases.find((each) => each.id === id)!;
    return { effect: relativeLift(estimate(query.a), estimate(query.b)), expected };
  };
  const t = lift('G01', ({ n, sum, sum_squares = sum }) => meanEstimate({ n, sum, squares: sum_squares }));
  yield near('G01: relative lift', t.effect.estimate, t.expected.expected!, 5e-6);
  yield near('G01: its p', t.effect.p, t.expected.p!, 5e-6);
  const flat = lift('G04', ({ n, sum }) => ({
    n,
    value: sum / n,
    variance: ((sum / n) * (1 - sum / n)) / n,
  }));
  const belief = bayesianEffect(flat.effect);
  yield near('G04: chance to win', belief.chanceToWin, flat.expected.chance_to_win!, 5e-6);
  yield near('G04: deviation', belief.deviation, flat.expected.stddev!, 5e-6);
}

interface PeerSums {
  readonly n: number;
  readonly sum: number;
  readonly sum_squares?: number;
}

const none: GroupSums = { n: 0, sum: 0, squares: 0 };
const shares = [0.04, 0.05, 0.06];

/** Mean regret and its standard deviation over `runs` of 20,000 pulls. */
function regret(choose: (arms: readonly GroupSums[]) => number, seed: number, runs: number) {
  const random = seededRandom(seed);
  const regrets = Float64Array.from({ length: runs }, () => {
    const arms = shares.map(() => none);
    let lost = 0;
    for (let pull = 0; pull < 20_000; pull++) {
      const arm = choose(arms);
      const reward = random() < shares[arm]! ? 1 : 0;
      const { n, sum } = arms[arm]!;
      arms[arm] = { n: n + 1, sum: sum + reward, squares: sum + reward };
      lost += 0.06 - shares[arm]!;
    }
    return lost;
  });
  const sums = groupSums(regrets);
  return { mean: sums.sum / runs, error: Math.sqrt(meanEstimate(sums).variance) };
}

function* bandits(): Iterable<Line> {
  const random = seededRandom(41);
  const runs = 200;
  const policies = [
    {
      name: 'Thompson',
      wanted: 40.4,
      deviation: 29.5,
      choose: (arms: readonly GroupSums[]) => thompsonSampling(arms, random),
    },
    {
      name: 'ε-greedy .1',
      wanted: 69,
      deviation: 64.2,
      choose: (arms: readonly GroupSums[]) => epsilonGreedy(arms, random),
    },
    { name: 'UCB1', wanted: 153.4, deviation: 9, choose: (arms: readonly GroupSums[]) => ucb1(arms) },
  ];
  for (const [seed, { name, wanted, deviation, choose }] of policies.entries()) {
    const { mean, error } = regret(choose, seed, runs);
    const noise = 3 * Math.hypot(error, deviation / Math.sqrt(200));
    yield near(
      `regret of ${name}, shares .04 .05 .06, 20,000 pulls, ${runs} runs (± 3 errors of both)`,
      mean,
      wanted,
      Number(noise.toFixed(1)),
      1,
    );
  }
}

async function* speed(): AsyncIterable<Line> {
  const random = seededRandom(51);
  for (const [n, limit] of [
    [10_000, 0.5],
    [100_000, 1],
    [1_000_000, 10],
  ] as const) {
    const [a, b] = [0, 0.01].map((shift) =>
      Float64Array.from({ length: n / 2 }, () => normal(random) + shift),
    );
    const { seconds } = await timed(() => {
      welchTest(groupSums(a!), groupSums(b!));
      mannWhitney(a!, b!);
      kolmogorovSmirnov(a!, b!);
    });
    yield atMost(
      `Welch, Mann-Whitney and Kolmogorov-Smirnov on ${n.toLocaleString('en')} values`,
      seconds,
      limit,
      ' s',
      3,
    );
  }
}
