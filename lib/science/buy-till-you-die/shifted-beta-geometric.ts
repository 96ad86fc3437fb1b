import { allFinite, atLeast, binaryTarget, positiveWeights, sameLength, wholeNumber } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import type { Work } from '../work.ts';
import { betaTables } from './beta-table.ts';
import { greatestOf } from './gamma-table.ts';
import { type Estimates, maximiseLikelihood } from './likelihoods/maximise.ts';

/** Contracts that are renewed each period or end, as far as they are seen. */
export interface Contracts {
  /** The period at whose end the contract ended (1: never renewed), or the periods it has been renewed for. */
  readonly periods: Float64Array;
  /** 1 where it ended, 0 where it still runs. */
  readonly ended: Float64Array;
  readonly weights?: Float64Array;
}

/** Likelihoods and curves go through all periods up to the longest. */
const mostPeriods = 100_000;

/** At the end of each period one leaves with probability θ ~ Beta(α, β). */
export interface ShiftedBetaGeometricModel extends Estimates<'alpha' | 'beta'> {
  readonly kind: 'shifted-beta-geometric';
  readonly version: 1;
}

/** Fits the shifted beta-geometric model by maximum likelihood (Fader & Hardie 2007, "How to project customer retention"). */
export async function fitShiftedBetaGeometric(
  contracts: Contracts,
  work: Work = {},
): Promise<ShiftedBetaGeometricModel> {
  const { ended, renewed } = countsByPeriod(contracts);
  const problem = {
    what: 'shifted beta-geometric',
    names: ['alpha', 'beta'],
    start: [1, 1],
    observations: [...ended, ...renewed].reduce((sum, count) => sum + count, 0),
    evaluate: ([alpha, beta]: readonly number[]) => likelihood(ended, renewed, alpha!, beta!),
  };
  const estimates = (await maximiseLikelihood(problem, work)) as Estimates<'alpha' | 'beta'>;
  return { kind: 'shifted-beta-geometric', version: 1, ...estimates };
}

function countsByPeriod({ periods, ended, weights }: Contracts) {
  atLeast('contracts', periods.length, 2);
  sameLength('ended', ended, periods.length);
  allFinite('periods', periods);
  binaryTarget('ended', ended);
  if (weights) {
    sameLength('weights', weights, periods.length);
    positiveWeights(weights);
  }
  for (const [i, t] of periods.entries())
    if (!(Number.isInteger(t) && t >= ended[i]! && t <= mostPeriods))
      wholeNumber(`periods of row ${i + 1}`, t, ended[i]!, mostPeriods);
  const upTo = greatestOf(periods) + 1;
  const counts = { ended: new Float64Array(upTo), renewed: new Float64Array(upTo) };
  for (let i = 0; i < periods.length; i++) {
    const t = periods[i]!;
    (ended[i] === 1 ? counts.ended : counts.renewed)[t]! += weights ? weights[i]! : 1;
  }
  return counts;
}

/** P(ends at t) = B(α+1, β+t−1)/B(α, β); P(beyond t) = B(α, β+t)/B(α, β). */
function likelihood(ended: Float64Array, renewed: Float64Array, alpha: number, beta: number): number[] {
  const tables = betaTables(alpha, beta, ended.length + 1);
  const sums = [0, 0, 0];
  const add = (count: number, i: number, j: number) => {
    if (count === 0) return;
    sums[0]! += count * tables.log(i, j);
    sums[1]! += count * tables.byA(i, j);
    sums[2]! += count * tables.byB(i, j);
  };
  for (let t = 0; t < ended.length; t++) {
    if (t > 0) add(ended[t]!, 1, t - 1);
    add(renewed[t]!, 0, t);
  }
  return sums;
}

/** P(still there after t renewals) for t = 0 … periods. */
export function contractSurvival(model: ShiftedBetaGeometricModel, periods: number): Float64Array {
  expectModel(model, 1, 'shifted-beta-geometric');
  wholeNumber('periods', periods, 0, mostPeriods);
  const survival = new Float64Array(periods + 1).fill(1);
  for (let t = 1; t <= periods; t++) survival[t] = survival[t - 1]! * renewal(model.parameters, t);
  return survival;
}

/** P(renews at the end of period t | was there in it): (β + t − 1) / (α + β + t − 1); it grows as the weak leave first. */
export function retentionRate(model: ShiftedBetaGeometricModel, t: number): number {
  expectModel(model, 1, 'shifted-beta-geometric');
  wholeNumber('period', t, 1);
  return renewal(model.parameters, t);
}

function renewal({ alpha, beta }: ShiftedBetaGeometricModel['parameters'], t: number): number {
  return (beta + t - 1) / (alpha + beta + t - 1);
}

/**
 * Expected payments still to come, each discounted by 1/(1 + rate) a period, of one who has renewed `renewals` times and
 * decides next at the end of the present period; the payment at that decision counts in full (Fader & Hardie 2010, "DERL").
 */
export function expectedResidualLifetime(
  model: ShiftedBetaGeometricModel,
  renewals: number,
  rate: number,
): number {
  expectModel(model, 1, 'shifted-beta-geometric');
  wholeNumber('renewals', renewals, 0);
  if (!(rate > 0)) throw outOfRange({ what: 'discount rate', given: rate, allowed: 'above 0 a period' });
  let total = 0;
  let still = 1;
  let discount = 1;
  for (let t = renewals + 1; still * discount > 1e-12 * (1 + total); t++) {
    still *= renewal(model.parameters, t);
    total += still * discount;
    discount /= 1 + rate;
  }
  return total;
}
