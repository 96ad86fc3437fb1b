import { greatestNumber } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { mostOpportunities, type PurchaseHistories } from './purchase-histories.ts';
import { behaviourOf, type CustomerBaseModel, checkHistoriesFor, processOf } from './purchase-models.ts';

/** From when until when, counted from the end of observation, in the unit of the histories. */
export interface Ahead {
  readonly from?: number;
  readonly to: number;
}

/** Expected purchases of each customer in an interval after the end of observation, given their history. */
export function expectedPurchases(
  model: CustomerBaseModel,
  histories: PurchaseHistories,
  ahead: Ahead,
): Float64Array {
  checkHistoriesFor(model, histories);
  const { from, to } = checkedAhead(model, ahead);
  const { frequency, recency, age } = histories;
  const { expected } = behaviourOf(model);
  return frequency.map((x, i) => {
    const upTo = (time: number) => (time > 0 ? expected(x, recency[i]!, age[i]!, time) : 0);
    return upTo(to) - upTo(from);
  });
}

/** Expected purchases after the first one of a customer of whom nothing else is known, in an interval after that one. */
export function expectedPurchasesOfNewcomer(model: CustomerBaseModel, ahead: Ahead): number {
  const { from, to } = checkedAhead(model, ahead);
  const { expected } = behaviourOf(model);
  const upTo = (time: number) => (time > 0 ? expected(0, 0, 0, time) : 0);
  return upTo(to) - upTo(from);
}

/** Refuses times that no purchase can happen in. */
export function checkedAhead(model: CustomerBaseModel, { from = 0, to }: Ahead): Required<Ahead> {
  const { discrete } = processOf(model);
  const whole = !discrete || (Number.isInteger(from) && Number.isInteger(to));
  const most = discrete ? mostOpportunities : greatestNumber;
  if (!(from >= 0 && to >= from && to <= most && whole))
    throw outOfRange({
      what: 'interval',
      given: `${from} to ${to}`,
      allowed: discrete ? `whole numbers of opportunities from 0 to ${most}` : 'finite, from 0',
    });
  return { from, to };
}
