import type { PurchaseHistories } from './purchase-histories.ts';
import { behaviourOf, type CustomerBaseModel, checkHistoriesFor } from './purchase-models.ts';

/** P(alive) of each customer at the end of observation; for BG/BB, at the next opportunity. */
export function probabilityAlive(model: CustomerBaseModel, histories: PurchaseHistories): Float64Array {
  checkHistoriesFor(model, histories);
  const { frequency, recency, age } = histories;
  const { alive } = behaviourOf(model);
  return frequency.map((x, i) => alive(x, recency[i]!, age[i]!));
}
