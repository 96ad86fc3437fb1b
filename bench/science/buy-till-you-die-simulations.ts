import type { Random } from '#lib/core';
import {
  beta,
  type CustomerBaseModel,
  type Estimates,
  expectedPurchases,
  fitBgBb,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  fitShiftedBetaGeometric,
  gamma,
  mean,
  parameterIntervals,
  poisson,
} from '#lib/science';
import { simulatedCustomers } from '../../lib/science/testing/simulated-customers.ts';
import { share } from './measured.ts';
import type { Line } from './section.ts';

const customers = 4000;
const fits = { 'bg-nbd': fitBgNbd, 'mbg-nbd': fitMbgNbd, 'pareto-nbd': fitParetoNbd, 'bg-bb': fitBgBb };
const truths: Record<CustomerBaseModel['kind'], Record<string, number>> = {
  'bg-nbd': { r: 0.6, alpha: 5, a: 0.8, b: 2.5 },
  'mbg-nbd': { r: 0.6, alpha: 5, a: 0.8, b: 2.5 },
  'pareto-nbd': { r: 0.6, alpha: 8, s: 0.7, beta: 12 },
  'bg-bb': { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 },
};
const runsOf = { 'bg-nbd': 1000, 'mbg-nbd': 1000, 'pareto-nbd': 300, 'bg-bb': 1000 };

/** 4,000 customers each run; the mean of the estimates, how often intervals hold the truth, and purchases foretold. */
export async function* buyTillYouDieSimulations(random: Random): AsyncIterable<Line> {
  for (const kind of Object.keys(fits) as CustomerBaseModel['kind'][]) {
    const ages = Float64Array.from({ length: customers }, (_, i) => 30 + (i % 21));
    const totals = { foretold: 0, came: 0 };
    const fit = async () => {
      const drawn = simulatedCustomers(kind, Object.values(truths[kind]), ages, 20, random);
      const model = await fits[kind](drawn.histories);
      const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
      totals.foretold += sum(expectedPurchases(model, drawn.histories, { to: 20 }));
      totals.came += sum(drawn.after);
      return model;
    };
    yield* recovered(kind, truths[kind], runsOf[kind], fit);
    const off = totals.foretold / totals.came - 1;
    yield {
      what: `${kind}: purchases of the next 20 weeks, foretold over come`,
      wanted: 'within 0.5 %',
      ours: `${(100 * off).toFixed(2)} % off`,
      met: Math.abs(off) < 0.005,
    };
  }
  yield* recovered('gamma-gamma', { p: 6, q: 4, gamma: 15 }, 1000, () => spending(random));
  yield* recovered('shifted beta-geometric', { alpha: 0.7, beta: 3.8 }, 1000, () => renewing(random));
}

/** Estimates are skewed in small samples, so the median is held against the truth; each interval counts once. */
async function* recovered(
  name: string,
  truth: Readonly<Record<string, number>>,
  runs: number,
  estimate: () => Promise<Estimates>,
): AsyncIterable<Line> {
  const names = Object.keys(truth);
  const found: number[][] = names.map(() => []);
  let [hits, intervals] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const model = await estimate();
    const limits = parameterIntervals(model);
    for (const [k, parameter] of names.entries()) {
      found[k]!.push(model.parameters[parameter]!);
      const range = limits?.[parameter];
      if (!range) continue;
      intervals++;
      if (range.low <= truth[parameter]! && truth[parameter]! <= range.high) hits++;
    }
  }
  const medians = found.map((values) => values.sort((a, b) => a - b)[runs >> 1]!);
  const off = mean(medians.map((value, k) => Math.abs(value / truth[names[k]!]! - 1)));
  yield {
    what: `${name}: parameters recovered, ${runs.toLocaleString('en')} × ${customers.toLocaleString('en')} customers`,
    wanted: `medians ${Object.values(truth).join(', ')}, off by ≤ 2 % on average`,
    ours: `${medians.map((value) => value.toFixed(3)).join(', ')}: ${(100 * off).toFixed(2)} %`,
    met: off <= 0.02,
  };
  yield share(`${name}: coverage of 95 %, all parameters`, hits, intervals, 0.95, 0.01);
}

function spending(random: Random) {
  const frequency = Float64Array.from({ length: customers }, () => 1 + poisson(random, 2));
  const averageValue = frequency.map((x) => gamma(random, 6 * x, gamma(random, 4, 15) * x));
  return fitGammaGamma({ frequency, averageValue });
}

function renewing(random: Random) {
  const ended = new Float64Array(customers);
  const periods = ended.map((_, i) => {
    const leaving = beta(random, 0.7, 3.8);
    for (let t = 1; t <= 8; t++)
      if (random() < leaving) {
        ended[i] = 1;
        return t;
      }
    return 8;
  });
  return fitShiftedBetaGeometric({ periods, ended });
}
