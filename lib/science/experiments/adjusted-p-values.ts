import { atLeast } from '../check.ts';
import { outOfRange } from '../faults.ts';

/** p values in their order, adjusted so that each can be held against the level that all together shall keep. */
export type Adjustment = (pValues: readonly number[]) => number[];

/** Bonferroni: m p. Keeps the chance of any false finding, under any dependence. */
export const bonferroni: Adjustment = (pValues) => stepwise(pValues, 'down', (_, m) => m, false);

/** Holm (1979): step-down; as Bonferroni and never weaker. */
export const holm: Adjustment = (pValues) => stepwise(pValues, 'down', (rank, m) => m - rank + 1);

/** Hochberg (1988): step-up with Holm's factors; for independent or positively dependent tests. */
export const hochberg: Adjustment = (pValues) => stepwise(pValues, 'up', (rank, m) => m - rank + 1);

/** Benjamini & Hochberg (1995): step-up; keeps the expected share of false ones among the findings. */
export const benjaminiHochberg: Adjustment = (pValues) => stepwise(pValues, 'up', (rank, m) => m / rank);

/** Multiplies the p value of each rank (1 is the least) by a factor and keeps the order from the chosen end. */
function stepwise(
  pValues: readonly number[],
  direction: 'down' | 'up',
  factor: (rank: number, m: number) => number,
  monotone = true,
): number[] {
  const m = pValues.length;
  atLeast('p values', m, 1);
  for (const p of pValues)
    if (!(p >= 0 && p <= 1)) throw outOfRange({ what: 'a p value', given: p, allowed: 'from 0 to 1' });
  const ascending = pValues.map((_, place) => place).sort((i, j) => pValues[i]! - pValues[j]!);
  const adjusted = new Array<number>(m).fill(1);
  let bound = direction === 'down' ? 0 : 1;
  for (let step = 0; step < m; step++) {
    const rank = direction === 'down' ? step + 1 : m - step;
    const place = ascending[rank - 1]!;
    const raised = Math.min(1, pValues[place]! * factor(rank, m));
    if (monotone) bound = direction === 'down' ? Math.max(bound, raised) : Math.min(bound, raised);
    adjusted[place] = monotone ? bound : raised;
  }
  return adjusted;
}
