import { notNegative, properShare } from '../check.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import { behaviourOf, type CustomerBaseModel, checkHistoriesFor } from './purchase-models.ts';

/**
 * P(the next purchase of each customer is more than `time` away), given the history and that they are and stay alive:
 * ((α+T)/(α+T+t))^(r+x) for the models with a gamma rate, beta-geometric for BG/BB.
 */
export function repurchaseBeyond(
  model: CustomerBaseModel,
  histories: PurchaseHistories,
  time: number,
): Float64Array {
  checkHistoriesFor(model, histories);
  notNegative('time', time);
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
  checkHistoriesFor(model, histories);
  properShare('share', share);
  const { waitQuantile } = behaviourOf(model);
  return histories.frequency.map((x, i) => waitQuantile(x, histories.age[i]!, share));
}
