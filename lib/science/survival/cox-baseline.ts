import type { CategoryColumn } from '../table.ts';
import type { CoxRows } from './cox-rows.ts';
import { type Ties, walkRiskSets } from './risk-sets.ts';

/** The cumulative hazard of one with mean covariates, after each time with an event. */
export interface BaselineHazard {
  /** The level of the strata, null without strata. */
  readonly stratum: string | null;
  readonly time: readonly number[];
  readonly hazard: readonly number[];
}

/** Breslow's estimate (1972), with Efron's correction where ties are treated so; one a stratum. */
export function baselineHazards(
  rows: CoxRows,
  coefficients: ArrayLike<number>,
  ties: Ties,
  strata?: CategoryColumn,
): BaselineHazard[] {
  const byStratum = new Map<number, { time: number[]; steps: number[] }>();
  const visit = ({ from, share, total }: { from: number; share: number; total: number }) => {
    const stratum = rows.stratum[from]!;
    const found = byStratum.get(stratum) ?? { time: [], steps: [] };
    byStratum.set(stratum, found);
    if (found.time.at(-1) !== rows.time[from]) {
      found.time.push(rows.time[from]!);
      found.steps.push(0);
    }
    found.steps[found.steps.length - 1]! += share / total;
  };
  walkRiskSets(rows, coefficients, ties, visit, { spread: false });
  return [...byStratum].map(([code, { time, steps }]) => {
    let total = 0;
    const hazard = steps.reverse().map((step) => {
      total += step;
      return total;
    });
    return { stratum: strata ? strata.levels[code]! : null, time: time.reverse(), hazard };
  });
}
