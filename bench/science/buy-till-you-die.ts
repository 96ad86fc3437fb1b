import { seededRandom } from '#lib/core';
import {
  correlation,
  expectedPurchases,
  expectedPurchaseValue,
  fitBgBb,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  fitShiftedBetaGeometric,
  mean,
  probabilityAlive,
} from '#lib/science';
import { cdnow } from '../../lib/science/testing/cdnow.ts';
import { asContracts, donors, subscribers } from '../../lib/science/testing/donors.ts';
import { buyTillYouDieSimulations } from './buy-till-you-die-simulations.ts';
import { buyTillYouDieSpeed } from './buy-till-you-die-speed.ts';
import { type Line, near, type Section } from './section.ts';

/** Customer-base models held against CDNOW, published examples, their own simulations, and the clock. */
export const buyTillYouDie: Section = {
  title: 'Customer base',
  about:
    'CDNOW, 2,357 customers, 39 weeks of calibration and 39 to foretell (refs/cdnow_btyd.out); the donors of Fader, Hardie & Shang (2010) and subscribers of Fader & Hardie (2007); customers drawn from each model, seeds 1 and 2; speed in seconds of processor time.',
  async *lines() {
    const data = cdnow();
    if (data) yield* onCdnow(data);
    yield* published();
    yield* buyTillYouDieSimulations(seededRandom(1));
    yield* buyTillYouDieSpeed(data?.histories, seededRandom(2));
  },
};

type Cdnow = NonNullable<ReturnType<typeof cdnow>>;

async function* onCdnow(data: Cdnow): AsyncIterable<Line> {
  const { histories } = data;
  const bg = await fitBgNbd(histories);
  yield* parameters('BG/NBD', bg, { r: 0.24259, alpha: 4.41353, a: 0.79289, b: 2.42575 }, -9582.4256);
  const pareto = await fitParetoNbd(histories);
  const wanted = { r: 0.55328, alpha: 10.57761, s: 0.60621, beta: 11.66791 };
  yield* parameters('Pareto/NBD', pareto, wanted, -9594.9739);
  const values = { frequency: histories.frequency, averageValue: data.averageValue };
  const spend = await fitGammaGamma(values);
  yield* parameters('Gamma-Gamma', spend, { p: 6.2488, q: 3.74459, gamma: 15.44775 }, -4055.9232);
  yield near(
    'Gamma-Gamma, mean of the first customer',
    expectedPurchaseValue(spend, values)[0]!,
    24.6586,
    1e-4,
  );
  const mbg = await fitMbgNbd(histories);
  yield {
    what: 'MBG/NBD, LL against BG/NBD',
    wanted: 'one more way to leave: higher here',
    ours: mbg.logLikelihood.toFixed(4),
    met: mbg.logLikelihood > bg.logLikelihood,
  };
  yield* foretold(data, expectedPurchases(bg, histories, { to: 39 }), probabilityAlive(bg, histories));
}

function* parameters(
  model: string,
  found: { readonly parameters: Readonly<Record<string, number>>; readonly logLikelihood: number },
  wanted: Readonly<Record<string, number>>,
  logLikelihood: number,
): Iterable<Line> {
  for (const [name, value] of Object.entries(wanted))
    yield near(`${model}, ${name}`, found.parameters[name]!, value, 5e-5);
  yield near(`${model}, LL`, found.logLikelihood, logLikelihood, 1e-3, 4);
}

function* foretold(data: Cdnow, expected: Float64Array, alive: Float64Array): Iterable<Line> {
  const furthest = (a: Float64Array, b: Float64Array) =>
    a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
  const within = (what: string, off: number): Line => ({
    what,
    wanted: 'each within 1e-4',
    ours: `off by ${off.toExponential(1)} at most`,
    met: off <= 1e-4,
  });
  yield within('2,357 expectations for 39 weeks', furthest(expected, data.expected39));
  yield within('2,357 P(alive)', furthest(alive, data.alive));
  const errors = expected.map((value, i) => value - data.holdout[i]!);
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  yield near('hold-out: purchases that came', total(data.holdout), 1882, 0, 0);
  yield near('hold-out: foretold', total(expected), 1653.4, 0.05, 2);
  yield near('hold-out: correlation', correlation(expected, data.holdout), 0.6256, 5e-5);
  yield near('hold-out: mean absolute error', mean(errors.map(Math.abs)), 0.7855, 5e-5);
  yield near('hold-out: root mean square error', Math.sqrt(mean(errors.map((e) => e * e))), 1.608, 5e-5);
}

async function* published(): AsyncIterable<Line> {
  const giving = await fitBgBb(donors());
  const wanted = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };
  for (const [name, value] of Object.entries(wanted))
    yield near(`BG/BB, 11,104 donors, ${name}`, giving.parameters[name as 'alpha'], value, 5e-4, 4);
  yield near('BG/BB, LL', giving.logLikelihood, -33225.6, 0.05, 2);
  for (const [name, alpha, beta, logLikelihood] of [
    ['highEnd', 0.668, 3.806, -1611.2],
    ['regular', 0.704, 1.182, -1680.3],
  ] as const) {
    const model = await fitShiftedBetaGeometric(asContracts(subscribers[name]));
    yield near(`shifted beta-geometric, ${name}, α`, model.parameters.alpha, alpha, 5e-4, 4);
    yield near(`shifted beta-geometric, ${name}, β`, model.parameters.beta, beta, 5e-4, 4);
    yield near(`shifted beta-geometric, ${name}, LL`, model.logLikelihood, logLikelihood, 0.05, 2);
  }
}
