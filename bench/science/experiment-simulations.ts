import { type Random, seededRandom } from '#lib/core';
import {
  benjaminiHochberg,
  betaBelief,
  betaQuantile,
  binomial,
  bootstrapEffect,
  chiSquareTest,
  compareBeliefs,
  confidenceSequence,
  cuped,
  difference,
  exponential,
  fisherExact,
  groupSequentialBounds,
  groupSums,
  holm,
  kolmogorovSmirnov,
  mannWhitney,
  meanEstimate,
  mixtureSprt,
  newcombeInterval,
  normal,
  normalTwoSided,
  pairSums,
  pocockSpending,
  poisson,
  postStratify,
  proportionTest,
  ratioEstimate,
  relativeLift,
  sampleRatio,
  sampleSizeForSequence,
  sampleSizeForShares,
  sequentialSampleRatio,
  studentTest,
  welchTest,
  wilsonInterval,
} from '#lib/science';
import type { Line } from './section.ts';

const runs = 2000;
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const many = (n: number, draw: () => number) => Float64Array.from({ length: n }, draw);

/** The share of experiments in which something happened. */
function shareOf(count: number, happens: () => boolean): number {
  let happened = 0;
  for (let run = 0; run < count; run++) if (happens()) happened++;
  return happened / count;
}

/** A line that is met when the share is at most what was promised and two of its standard errors. */
function promised(what: string, share: number, most: number, count = runs): Line {
  const noise = 2 * Math.sqrt((most * (1 - most)) / count);
  return {
    what,
    wanted: `≤ ${percent(most)} (noise ${percent(noise)})`,
    ours: percent(share),
    met: share <= most + noise,
  };
}

/** The p value of one A/A experiment by each test. */
const nulls: Record<string, (random: Random) => number> = {
  'Student, 50 + 80 normal': (random) =>
    studentTest(groupSums(many(50, () => normal(random))), groupSums(many(80, () => normal(random)))).p,
  'Welch, 30 + 90, deviations 3 and 1': (random) =>
    welchTest(groupSums(many(30, () => 3 * normal(random))), groupSums(many(90, () => normal(random)))).p,
  'Welch, 500 + 500 exponential amounts': (random) =>
    welchTest(
      groupSums(many(500, () => exponential(random))),
      groupSums(many(500, () => exponential(random))),
    ).p,
  'z of shares, pooled, 10 % of 1,000': (random) => shareTest(random, true),
  'z of shares, unpooled': (random) => shareTest(random, false),
  'χ² of a 3 × 3 table': (random) => {
    const line = () => {
      const first = binomial(random, 400, 0.3);
      const second = binomial(random, 400 - first, 0.5);
      return [first, second, 400 - first - second];
    };
    return chiSquareTest([line(), line(), line()]).p;
  },
  'Fisher, 20 % of 40': (random) => {
    const [a, b] = [binomial(random, 40, 0.2), binomial(random, 40, 0.2)];
    return fisherExact([
      [a, 40 - a],
      [b, 40 - b],
    ]).p;
  },
  'Mann-Whitney, exact, 12 + 15': (random) =>
    mannWhitney(
      many(12, () => normal(random)),
      many(15, () => normal(random)),
    ).p,
  'Mann-Whitney, ties, Poisson 100 + 120': (random) =>
    mannWhitney(
      many(100, () => poisson(random, 2)),
      many(120, () => poisson(random, 2)),
    ).p,
  'Kolmogorov-Smirnov, exact, 60 + 80': (random) =>
    kolmogorovSmirnov(
      many(60, () => normal(random)),
      many(80, () => normal(random)),
    ).p,
  'Kolmogorov-Smirnov, limit, 400 + 400': (random) =>
    kolmogorovSmirnov(
      many(400, () => normal(random)),
      many(400, () => normal(random)),
      'asymptotic',
    ).p,
  'relative lift, mean 5 ± 4, 300 + 300': (random) => {
    const group = () => meanEstimate(groupSums(many(300, () => 5 + 4 * normal(random))));
    return relativeLift(group(), group()).p;
  },
  'ratio of revenue to orders, 400 + 400': (random) =>
    difference(ordersOf(random, 400), ordersOf(random, 400)).p,
  'CUPED, correlation .7, 200 + 200': (random) => {
    const { a, b } = cuped(beforeAndNow(random, 200), beforeAndNow(random, 200));
    return difference(a, b).p;
  },
  'post-stratified, 3 strata, 150 + 150': (random) => {
    const { a, b } = stratified(random, 150);
    return difference(a, b).p;
  },
  'sample ratio, 10,000 people one to one': (random) => {
    const first = binomial(random, 10_000, 0.5);
    return sampleRatio([first, 10_000 - first], [1, 1]).p;
  },
};

function shareTest(random: Random, pooled: boolean): number {
  const group = () => ({ successes: binomial(random, 1000, 0.1), n: 1000 });
  return proportionTest(group(), group(), { pooled }).p;
}

/** Revenue per order, each person with orders of their own level. */
function ordersOf(random: Random, people: number) {
  const orders = many(people, () => 1 + poisson(random, 2));
  const revenue = orders.map((count) => count * (20 + 5 * normal(random)) + 3 * normal(random));
  return ratioEstimate(pairSums(revenue, orders));
}

function beforeAndNow(random: Random, people: number) {
  const before = many(people, () => normal(random));
  return pairSums(
    before.map((value) => 0.7 * value + Math.sqrt(0.51) * normal(random)),
    before,
  );
}

function stratified(random: Random, people: number) {
  const draw = () => [0, 1, 2].map(() => [] as number[]);
  const groups = [draw(), draw()];
  for (const group of groups)
    for (let i = 0; i < people; i++) {
      const stratum = Math.floor(3 * random());
      group[stratum]!.push(2 * stratum + normal(random));
    }
  const [a, b] = groups;
  return postStratify([0, 1, 2].map((k) => ({ a: groupSums(a![k]!), b: groupSums(b![k]!) })));
}

/** A/A experiments by every test, the alarm of the sample ratio, and many tests at once. */
export function* falseFindings(): Iterable<Line> {
  for (const [name, pValue] of Object.entries(nulls)) {
    const random = seededRandom(100);
    yield promised(
      `A/A, ${name}: p ≤ .05`,
      shareOf(runs, () => pValue(random) <= 0.05),
      0.05,
    );
  }
  const random = seededRandom(101);
  const alarm = (share: number, level: number, count: number) =>
    shareOf(count, () => {
      const first = binomial(random, 20_000, share);
      return sampleRatio([first, 20_000 - first], [1, 1]).p < level;
    });
  yield promised(
    'sample ratio alarm at .001 for a right split, 20,000 runs',
    alarm(0.5, 0.001, 20_000),
    0.001,
    20_000,
  );
  const found = alarm(0.52, 0.001, runs);
  yield {
    what: 'sample ratio alarm at .001 for 52 : 48 of 20,000',
    wanted: '≥ 95 %',
    ours: percent(found),
    met: found >= 0.95,
  };
  const someFalse = (adjust: (pValues: number[]) => number[]) =>
    shareOf(runs, () => adjust(Array.from({ length: 10 }, () => random())).some((p) => p <= 0.05));
  yield promised('any false finding among 10 true nulls, Holm', someFalse(holm), 0.05);
  yield promised(
    'share of false findings, 10 nulls + 10 effects of 3 errors, Benjamini-Hochberg',
    falseShare(random),
    0.05 / 2,
  );
}

function falseShare(random: Random): number {
  let total = 0;
  for (let run = 0; run < runs; run++) {
    const z = Array.from({ length: 20 }, (_, i) => normal(random) + (i < 10 ? 0 : 3));
    const found = benjaminiHochberg(z.map(normalTwoSided)).map((p) => p <= 0.05);
    const all = found.filter(Boolean).length;
    total += all > 0 ? found.slice(0, 10).filter(Boolean).length / all : 0;
  }
  return total / runs;
}

/** Looking after every person: sequential tests keep their level, a fixed test does not. */
export function* sequential(): Iterable<Line> {
  const people = 2000;
  const methods = {
    mixture: (effect: Look) => mixtureSprt(effect, { spread: 0.1 }).p <= 0.05,
    sequence: (effect: Look) => confidenceSequence(effect, { tightestAt: 1000 }).p <= 0.05,
    fixed: (effect: Look) => normalTwoSided(effect.estimate / effect.error) <= 0.05,
  };
  const random = seededRandom(110);
  const ever = (finds: (effect: Look) => boolean, draw: () => number) =>
    shareOf(runs, () => peek(draw, people, finds));
  yield promised(
    'mixture test, looked at after each of 100 to 2,000 normal pairs',
    ever(methods.mixture, () => normal(random)),
    0.05,
  );
  yield promised(
    'confidence sequence, the same',
    ever(methods.sequence, () => normal(random)),
    0.05,
  );
  yield promised(
    'confidence sequence, exponential amounts',
    ever(methods.sequence, () => exponential(random)),
    0.05,
  );
  const naive = ever(methods.fixed, () => normal(random));
  yield {
    what: 'for comparison: a fixed z test looked at as often',
    wanted: 'far above 5 %',
    ours: percent(naive),
    met: naive > 0.15,
  };
  for (const [name, spending] of [
    ['O’Brien-Fleming', undefined],
    ['Pocock', pocockSpending],
  ] as const) {
    const bounds = groupSequentialBounds([0.2, 0.4, 0.6, 0.8, 1], { spending });
    const crossed = shareOf(100_000, () => {
      let sum = 0;
      return bounds.some((bound, k) => {
        sum += normal(random);
        return Math.abs(sum) / Math.sqrt(k + 1) > bound;
      });
    });
    yield promised(`group-sequential, five looks, ${name}, 100,000 runs`, crossed, 0.05, 100_000);
  }
  const splitAlarm = shareOf(runs, () => {
    let first = 0;
    for (let n = 1; n <= 5000; n++) {
      if (random() < 0.5) first++;
      if (n % 10 === 0 && sequentialSampleRatio([first, n - first], [1, 1]) <= 0.05) return true;
    }
    return false;
  });
  yield promised('sequential sample ratio, looked at 500 times', splitAlarm, 0.05);
}

interface Look {
  readonly estimate: number;
  readonly error: number;
  readonly n: number;
}

/** Whether a look at two growing groups of the same kind finds a difference, from the 100th pair on. */
function peek(draw: () => number, people: number, finds: (effect: Look) => boolean): boolean {
  const [a, b] = [
    { sum: 0, squares: 0 },
    { sum: 0, squares: 0 },
  ];
  for (let n = 1; n <= people; n++) {
    for (const group of [a, b]) {
      const value = draw();
      group.sum += value;
      group.squares += value * value;
    }
    if (n < 100) continue;
    const variances = (a.squares - a.sum ** 2 / n + (b.squares - b.sum ** 2 / n)) / (n - 1);
    if (finds({ estimate: (b.sum - a.sum) / n, error: Math.sqrt(variances / n), n: 2 * n })) return true;
  }
  return false;
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

const holds = ({ low, high }: Interval, truth: number) => low <= truth && truth <= high;

/** Whether a 95 % interval of one experiment holds the truth. */
const intervals: Record<string, (random: Random) => boolean> = {
  'Welch, 60 + 60, deviations 2 and 1': (random) =>
    holds(
      welchTest(groupSums(many(60, () => 2 * normal(random))), groupSums(many(60, () => 1 + normal(random)))),
      1,
    ),
  'Wilson, shares drawn from 2 to 50 %, 300 people': (random) => {
    const share = 0.02 + 0.48 * random();
    return holds(wilsonInterval({ successes: binomial(random, 300, share), n: 300 }), share);
  },
  'Newcombe, shares drawn from 5 to 50 %, 200 + 200': (random) => {
    const [a, b] = [0.05 + 0.45 * random(), 0.05 + 0.45 * random()];
    const group = (share: number) => ({ successes: binomial(random, 200, share), n: 200 });
    return holds(newcombeInterval(group(a), group(b)), b - a);
  },
  'relative lift of 10 %, means 10 ± 5, 400 + 400': (random) => {
    const group = (centre: number) => meanEstimate(groupSums(many(400, () => centre + 5 * normal(random))));
    return holds(relativeLift(group(10), group(11)), 0.1);
  },
  'ratio of revenue to orders (20), 300 people': (random) => {
    const { value, variance } = ordersOf(random, 300);
    const half = 1.959964 * Math.sqrt(variance);
    return holds({ low: value - half, high: value + half }, 20);
  },
  'CUPED, 200 + 200': (random) => {
    const { a, b } = cuped(beforeAndNow(random, 200), beforeAndNow(random, 200));
    return holds(difference(a, b), 0);
  },
  'credible interval of b − a, shares from their prior, 200 + 200': (random) => {
    const [a, b] = [betaQuantile(random(), 2, 8), betaQuantile(random(), 2, 8)];
    const belief = (share: number) =>
      betaBelief({ successes: binomial(random, 200, share), n: 200 }, { alpha: 2, beta: 8 });
    return holds(compareBeliefs(belief(a), belief(b)), b - a);
  },
};

export async function* coverage(): AsyncIterable<Line> {
  const count = 4000;
  for (const [name, inside] of Object.entries(intervals)) {
    const random = seededRandom(120);
    yield covered(
      `coverage, ${name}, ${count.toLocaleString('en')} runs`,
      shareOf(count, () => inside(random)),
    );
  }
  for (const method of ['percentile', 'bca'] as const) {
    const random = seededRandom(121);
    let inside = 0;
    for (let run = 0; run < runs; run++) {
      const [a, b] = [0, 1].map((shift) => many(200, () => exponential(random) + shift));
      const { low, high } = await bootstrapEffect(a!, b!, { random, method, resamples: 600 });
      if (low <= 1 && 1 <= high) inside++;
    }
    yield covered(`coverage, bootstrap (${method}, 600 resamples), exponential 200 + 200`, inside / runs);
  }
}

const covered = (what: string, share: number): Line => ({
  what,
  wanted: '95 ± 1 %',
  ours: percent(share),
  met: Math.abs(share - 0.95) <= 0.01,
});

/** Experiments as large as planned find what they were planned for. */
export function* planned(): Iterable<Line> {
  const random = seededRandom(130);
  const n = Math.ceil(sampleSizeForShares(0.1, 0.11));
  const found = shareOf(10 * runs, () => {
    const group = (share: number) => ({ successes: binomial(random, n, share), n });
    return proportionTest(group(0.1), group(0.11)).p <= 0.05;
  });
  yield {
    what: 'power of the pooled z test at the planned size, 20,000 runs',
    wanted: '80 ± 1 %',
    ours: percent(found),
    met: Math.abs(found - 0.8) <= 0.01,
  };
  const people = Math.ceil(sampleSizeForSequence(0.2, 1, { tightestAt: 1000 }));
  const foundEarly = shareOf(runs, () => {
    let group = 0;
    return peek(
      () => normal(random) + (group++ % 2 ? 0.2 : 0),
      people,
      (look) => confidenceSequence(look, { tightestAt: 1000 }).p <= 0.05,
    );
  });
  yield {
    what: `power of the confidence sequence by its planned size (${people} a group)`,
    wanted: '≥ 80 %',
    ours: percent(foundEarly),
    met: foundEarly >= 0.8,
  };
}
