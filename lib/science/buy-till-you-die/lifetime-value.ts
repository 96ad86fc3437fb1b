import { allFinite, notNegative, sameLength } from '../check.ts';
import { gaussLegendre } from '../numeric/gauss-legendre.ts';
import { aNumber, checkOptions, type OptionRules } from '../options.ts';
import { checkedAhead } from './expected-purchases.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import { behaviourOf, type CustomerBaseModel, checkHistoriesFor, processOf } from './purchase-models.ts';

export interface LifetimeOptions {
  /** How far ahead purchases count, in the unit of the histories. */
  readonly horizon: number;
  /** Continuous rate a unit of time; for d a year and weeks as unit, ln(1 + d) / 52. 0 without. */
  readonly discountRate?: number;
}

const lifetimeOptionRules: OptionRules<LifetimeOptions> = { horizon: aNumber, discountRate: aNumber };

/**
 * Expected purchases of each customer up to the horizon, each worth e^(−rate·t) of one now. By parts,
 * e^(−δH)·E(H) + δ·∫ e^(−δt)·E(t) dt over the expected purchases E, by 12 Gauss-Legendre nodes; a sum for BG/BB.
 */
export function discountedPurchases(
  model: CustomerBaseModel,
  histories: PurchaseHistories,
  options: LifetimeOptions,
): Float64Array {
  checkOptions(options, lifetimeOptionRules);
  const { horizon, discountRate: rate = 0 } = options;
  checkHistoriesFor(model, histories);
  checkedAhead(model, { to: horizon });
  notNegative('discount rate', rate);
  const { frequency, recency, age } = histories;
  const { expected } = behaviourOf(model);
  const terms = processOf(model).discrete ? stepsTo(horizon, rate) : nodesTo(horizon, rate);
  return frequency.map((x, i) => {
    let total = 0;
    for (const [time, share] of terms) total += share * expected(x, recency[i]!, age[i]!, time);
    return total;
  });
}

type Terms = readonly (readonly [time: number, share: number])[];

function nodesTo(horizon: number, rate: number): Terms {
  const end = [horizon, Math.exp(-rate * horizon)] as const;
  if (rate === 0 || horizon === 0) return [end];
  const inner = gaussLegendre(12, 0, horizon).map(
    ([time, width]) => [time, rate * width * Math.exp(-rate * time)] as const,
  );
  return [...inner, end];
}

/** Σ e^(−δj)·(E(j) − E(j−1)), gathered by E(j). */
function stepsTo(horizon: number, rate: number): Terms {
  const discount = (j: number) => Math.exp(-rate * j);
  return Array.from({ length: horizon }, (_, at) => {
    const j = at + 1;
    return [j, j < horizon ? discount(j) - discount(j + 1) : discount(j)] as const;
  });
}

/**
 * Lifetime value to come of each customer: discounted purchases × expected value of a purchase × margin
 * (Fader, Hardie & Lee 2005, "RFM and CLV"); spend and frequency are taken as independent.
 */
export function customerLifetimeValue(
  model: CustomerBaseModel,
  histories: PurchaseHistories,
  purchaseValue: Float64Array,
  options: LifetimeOptions & { readonly margin?: number },
): Float64Array {
  sameLength('purchase value', purchaseValue, histories.frequency.length);
  allFinite('purchase value', purchaseValue);
  const { margin = 1, ...rest } = options;
  return discountedPurchases(model, histories, rest).map(
    (purchases, i) => purchases * purchaseValue[i]! * margin,
  );
}
