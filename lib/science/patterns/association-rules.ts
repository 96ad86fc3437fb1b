import { outOfRange } from '../faults.ts';
import type { Itemset } from './fp-growth.ts';

/** "Who has all of `when` often has all of `then` too", with what is known of it. Shares are of all baskets. */
export interface AssociationRule {
  readonly when: readonly number[];
  readonly then: readonly number[];
  /** Baskets that hold both sides. */
  readonly count: number;
  readonly support: number;
  /** Share of the baskets with `when` that hold `then`. */
  readonly confidence: number;
  /** Confidence over the share of `then` in all baskets; 1 is independence. */
  readonly lift: number;
  /** Support less that of independent sides (Piatetsky-Shapiro 1991). */
  readonly leverage: number;
  /** How much more often the rule would fail if the sides were independent (Brin and others 1997); infinite if it never fails. */
  readonly conviction: number;
}

/**
 * All rules with at least this confidence whose items are a frequent set (Agrawal & Srikant 1994), the greatest lift first.
 * @param itemsets all frequent sets, from `fpGrowth` without a limit to their length
 * @param baskets how many baskets there are
 * @param longestThen most items on the right-hand side; 1 gives the rules that are easiest to act on
 */
export function associationRules(
  itemsets: readonly Itemset[],
  baskets: number,
  confidence: number,
  longestThen = Number.POSITIVE_INFINITY,
): AssociationRule[] {
  if (!(confidence >= 0 && confidence <= 1))
    throw outOfRange({ what: 'confidence', given: confidence, allowed: '0 to 1' });
  const counts = new Map(itemsets.map(({ items, count }) => [items.join(), count]));
  const rules = itemsets.flatMap(({ items, count }) => {
    const found: AssociationRule[] = [];
    for (let side = 1; side < 2 ** items.length - 1; side++) {
      const when = items.filter((_, k) => (side >> k) & 1);
      const whenCount = counts.get(when.join());
      if (whenCount === undefined || count / whenCount < confidence) continue;
      const then = items.filter((_, k) => !((side >> k) & 1));
      if (then.length > longestThen) continue;
      const thenCount = counts.get(then.join());
      if (thenCount !== undefined) found.push(rule(when, then, count, whenCount, thenCount, baskets));
    }
    return found;
  });
  return rules.sort((a, b) => b.lift - a.lift || b.count - a.count);
}

function rule(
  when: number[],
  then: number[],
  count: number,
  whenCount: number,
  thenCount: number,
  baskets: number,
): AssociationRule {
  const confidence = count / whenCount;
  const thenShare = thenCount / baskets;
  return {
    when,
    then,
    count,
    support: count / baskets,
    confidence,
    lift: confidence / thenShare,
    leverage: count / baskets - (whenCount / baskets) * thenShare,
    conviction: confidence === 1 ? Number.POSITIVE_INFINITY : (1 - thenShare) / (1 - confidence),
  };
}
