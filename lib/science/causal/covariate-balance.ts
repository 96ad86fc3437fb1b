import { binaryTarget, finiteOrMissing, notNegative, sameLength } from '../check.ts';
import { oneClass } from '../faults.ts';
import type { Column, Table } from '../table.ts';

/** How far apart the groups are in one variable, or one level of it, or in how often it is missing. */
export interface BalanceRow {
  readonly column: string;
  /** A level of a category, or null for the share of rows without a value; none for the numbers themselves. */
  readonly level?: string | null;
  /** Standardised mean difference, treated minus others; 0 where the groups are equal, infinite where they differ and neither varies. */
  readonly before: number;
  /** The same with weights, over the same spread. */
  readonly after: number;
}

/**
 * Standardised mean differences before and after weighting (Austin & Stuart 2015): difference of means over
 * √((s₁² + s₀²) / 2) of the unweighted groups. Beyond ± 0.1 is commonly called out of balance.
 */
export function covariateBalance(
  variables: Table,
  treated: Float64Array,
  weights?: Float64Array,
): BalanceRow[] {
  sameLength('treated', treated, variables.rows);
  binaryTarget('treated', treated);
  if (weights) {
    sameLength('weights', weights, variables.rows);
    for (const weight of weights) notNegative('a weight', weight);
  }
  const even = new Float64Array(variables.rows).fill(1);
  return variables.columns.flatMap((column) =>
    indicators(column).map(({ level, values }) => {
      const spread = Math.sqrt(
        (momentsOf(values, treated, even, 1).variance + momentsOf(values, treated, even, 0).variance) / 2,
      );
      const apart = (by: Float64Array) => {
        const gap = momentsOf(values, treated, by, 1).mean - momentsOf(values, treated, by, 0).mean;
        return Math.abs(gap) <= 1e-12 * spread || gap === 0 ? 0 : gap / spread;
      };
      const row = { column: column.name, before: apart(even), after: apart(weights ?? even) };
      return level === undefined ? row : { ...row, level };
    }),
  );
}

interface Indicator {
  readonly level?: string | null;
  readonly values: Float64Array;
}

function indicators(column: Column): Indicator[] {
  if (column.kind === 'number') {
    finiteOrMissing(column.name, column.values);
    const missing = column.values.map((value) => (Number.isNaN(value) ? 1 : 0));
    const own: Indicator[] = [{ values: column.values }];
    return missing.includes(1) ? [...own, { level: null, values: missing }] : own;
  }
  const codes = column.codes.includes(-1) ? [...column.levels.keys(), -1] : [...column.levels.keys()];
  return codes.map((code) => ({
    level: column.levels[code] ?? null,
    values: Float64Array.from(column.codes, (each) => (each === code ? 1 : 0)),
  }));
}

function momentsOf(values: Float64Array, treated: Float64Array, weights: Float64Array, group: 0 | 1) {
  let total = 0;
  let sum = 0;
  let count = 0;
  const counts = (i: number) => treated[i] === group && !Number.isNaN(values[i]!);
  for (let i = 0; i < values.length; i++) {
    if (!counts(i)) continue;
    count++;
    total += weights[i]!;
    sum += weights[i]! * values[i]!;
  }
  if (!(total > 0)) throw oneClass({ what: 'treated, among rows with weight and value,' });
  const mean = sum / total;
  let squares = 0;
  for (let i = 0; i < values.length; i++) if (counts(i)) squares += weights[i]! * (values[i]! - mean) ** 2;
  return { mean, variance: count > 1 ? (squares / total) * (count / (count - 1)) : 0 };
}
