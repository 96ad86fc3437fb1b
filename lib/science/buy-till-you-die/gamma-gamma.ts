import {
  allFinite,
  atLeast,
  greatestNumber,
  notNegative,
  positive,
  positiveWeights,
  sameLength,
} from '../check.ts';
import { outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { digamma, logGamma } from '../numeric/special.ts';
import type { Work } from '../work.ts';
import { type Estimates, maximiseLikelihood } from './likelihoods/maximise.ts';

/** How much each customer spent a purchase, on average over `frequency` purchases. */
export interface PurchaseValues {
  /** Whole numbers; those with 0 purchases tell nothing and are left out of the fit. */
  readonly frequency: Float64Array;
  /** Above 0 where frequency is; in any currency. */
  readonly averageValue: Float64Array;
  readonly weights?: Float64Array;
}

/** Values of one customer's purchases ~ Gamma(p, ν), ν ~ Gamma(q, γ) among customers, whatever their frequency. */
export interface GammaGammaModel extends Estimates<'p' | 'q' | 'gamma'> {
  readonly kind: 'gamma-gamma';
  readonly version: 1;
}

/** Fits the gamma-gamma model of spend by maximum likelihood (Fader & Hardie 2013, "The gamma-gamma model of monetary value"). */
export async function fitGammaGamma(values: PurchaseValues, work: Work = {}): Promise<GammaGammaModel> {
  const data = repeatBuyers(values);
  const problem = {
    what: 'gamma-gamma',
    names: ['p', 'q', 'gamma'],
    start: [2, 3, data.meanValue],
    observations: data.customers,
    evaluate: ([p, q, gamma]: readonly number[]) => likelihood(data, p!, q!, gamma!),
  };
  const estimates = (await maximiseLikelihood(problem, work)) as Estimates<'p' | 'q' | 'gamma'>;
  return { kind: 'gamma-gamma', version: 1, ...estimates };
}

function repeatBuyers({ frequency, averageValue, weights }: PurchaseValues) {
  sameLength('average value', averageValue, frequency.length);
  allFinite('frequency', frequency);
  if (weights) {
    sameLength('weights', weights, frequency.length);
    positiveWeights(weights);
  }
  const rows = Uint32Array.from(frequency.keys()).filter((i) => frequency[i]! !== 0);
  atLeast('customers with a purchase', rows.length, 3);
  const bought = Float64Array.from(rows, (i) => frequency[i]!);
  const mean = Float64Array.from(rows, (i) => averageValue[i]!);
  for (const [at, row] of rows.entries()) {
    const of = (what: string) => `${what} of row ${row + 1}`;
    if (!(Number.isInteger(bought[at]!) && bought[at]! > 0))
      throw outOfRange({ what: of('frequency'), given: bought[at]!, allowed: 'a whole number from 0' });
    if (!(mean[at]! > 0 && mean[at]! < Number.POSITIVE_INFINITY))
      throw outOfRange({ what: of('average value'), given: mean[at]!, allowed: 'finite and above 0' });
  }
  const weight = Float64Array.from(rows, (i) => weights?.[i] ?? 1);
  const spent = bought.map((x, i) => x * mean[i]!);
  const customersBy = new Map<number, number>();
  for (const [i, x] of bought.entries()) customersBy.set(x, (customersBy.get(x) ?? 0) + weight[i]!);
  const sumOf = (f: (i: number) => number) => bought.reduce((total, _, i) => total + weight[i]! * f(i), 0);
  const customers = sumOf(() => 1);
  return {
    bought,
    spent,
    weight,
    customersBy,
    customers,
    meanValue: sumOf((i) => mean[i]!) / customers,
    logs: sumOf((i) => bought[i]! * Math.log(spent[i]!)),
    logMeans: sumOf((i) => Math.log(mean[i]!)),
  };
}

/** Log-likelihood (equation 1a of the paper) and its slopes in p, q and γ; per row one logarithm. */
function likelihood(data: ReturnType<typeof repeatBuyers>, p: number, q: number, gamma: number): number[] {
  const { bought, spent, weight, customers, logs } = data;
  let total = p * logs - data.logMeans + customers * (q * Math.log(gamma) - logGamma(q));
  let byP = logs;
  let byQ = customers * (Math.log(gamma) - digamma(q));
  let byGamma = (customers * q) / gamma;
  for (const [x, count] of data.customersBy) {
    const both = digamma(p * x + q);
    total += count * (logGamma(p * x + q) - logGamma(p * x));
    byP += count * x * (both - digamma(p * x));
    byQ += count * both;
  }
  for (let i = 0; i < bought.length; i++) {
    const x = bought[i]!;
    const sum = gamma + spent[i]!;
    const log = weight[i]! * Math.log(sum);
    total -= (p * x + q) * log;
    byP -= x * log;
    byQ -= log;
    byGamma -= (weight[i]! * (p * x + q)) / sum;
  }
  return [total, byP, byQ, byGamma];
}

/**
 * Expected value of a customer's future purchase: between the mean of their past ones and that of all,
 * p·(γ + m·x) / (p·x + q − 1). With 0 purchases it is the mean of all; Infinity where q ≤ 1 leaves no mean.
 */
export function expectedPurchaseValue(
  model: GammaGammaModel,
  { frequency, averageValue }: PurchaseValues,
): Float64Array {
  expectModel(model, 1, 'gamma-gamma');
  sameLength('average value', averageValue, frequency.length);
  allFinite('frequency', frequency);
  for (let i = 0; i < frequency.length; i++) {
    if (frequency[i]! < 0) notNegative(`frequency of row ${i + 1}`, frequency[i]!);
    if (frequency[i]! > 0 && !(averageValue[i]! >= 1 && averageValue[i]! <= greatestNumber))
      positive(`average value of row ${i + 1}`, averageValue[i]!);
  }
  const { p, q, gamma } = model.parameters;
  return frequency.map((x, i) => {
    const left = p * x + q - 1;
    return left > 0 ? (p * (gamma + (x > 0 ? x * averageValue[i]! : 0))) / left : Number.POSITIVE_INFINITY;
  });
}
