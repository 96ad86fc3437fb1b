import { properShare } from '../check.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import { behaviourOf, type CustomerBaseModel, checkHistoriesFor } from './purchase-models.ts';

/**
 * The silence that means lost: how long after the last purchase of each customer P(alive) first falls below `level`,
 * if no other comes. 0 where it is below from the start; Infinity where it never falls so far, as for those without a
 * repeat purchase under BG/NBD, who cannot have left.
 */
export function lostSilence(
  model: CustomerBaseModel,
  histories: PurchaseHistories,
  level = 0.5,
): Float64Array {
  checkHistoriesFor(model, histories);
  properShare('level', level);
  const { frequency, recency } = histories;
  const { silence } = behaviourOf(model);
  return frequency.map((x, i) => silence(x, recency[i]!, level));
}
