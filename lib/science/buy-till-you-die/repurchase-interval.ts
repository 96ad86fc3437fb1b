import { outOfRange } from '../faults.ts';
import { checkHistories, type PurchaseHistories } from './purchase-histories.ts';
import { behaviourOf, type CustomerBaseModel } from './purchase-models.ts';

/**
 * P(the next purchase of each customer is more than `time` away), given the history and that they are and stay alive:
 * ((α+T)/(α+T+t))^(r+x) for the models with a gamma rate, beta-geometric for BG/BB.
 */
export function repurchaseBeyond(
  model: CustomerBaseModel,
  histories: PurchaseHistories,
  time: number,
): Float64Array {
  checkHistories(histories);
  if (!(time >= 0)) throw outOfRange({ what: 'time', given: time, allowed: 'from 0' });
  const { waitBeyond } = behaviourOf(model);
  return histories.frequency.map((x, i) => waitBeyond(x, histories.age[i]!, time));
}

/**
 * The time within which the share `share` of next purchases of each customer comes, while alive: a silence beyond the
 * 95 % quantile is one they would keep once in twenty times.
 */
export function repurchaseQuantile(
  model: CustomerBaseModel,
  histories: PurchaseHistories,
  share = 0.95,
): Float64Array {
  checkHistories(histories);
  if (!(share > 0 && share < 1))
    throw outOfRange({ what: 'share', given: share, allowed: 'between 0 and 1' });
  const { waitQuantile } = behaviourOf(model);
  return histories.frequency.map((x, i) => waitQuantile(x, histories.age[i]!, share));
}
