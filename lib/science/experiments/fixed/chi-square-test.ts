import { atLeast, notNegative, positiveWeights, sameLength } from '../../check.ts';
import { chiSquareTail, sum } from '../../numeric/index.ts';

export interface ChiSquare {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
  /** The least count expected under the null hypothesis; below 5 the approximation is poor. */
  readonly leastExpected: number;
}

/**
 * Independence of rows and columns of a table of counts (Pearson 1900). `yates` takes up to ½ off each deviation and is
 * for 2 × 2 tables only (Yates 1934). Rows and columns without any count are left out.
 */
export function chiSquareTest(
  counts: readonly (readonly number[])[],
  { yates = false }: { readonly yates?: boolean } = {},
): ChiSquare {
  atLeast('rows', counts.length, 2);
  const width = counts[0]!.length;
  atLeast('columns', width, 2);
  for (const line of counts) {
    sameLength('a row of the table', line, width);
    line.forEach(refuseNegative);
  }
  const rowSums = counts.map((line) => sum(line));
  const columnSums = Array.from({ length: width }, (_, j) => sum(counts.map((line) => line[j]!)));
  const total = sum(rowSums);
  const df = (rowSums.filter(Boolean).length - 1) * (columnSums.filter(Boolean).length - 1);
  atLeast('rows and columns with counts', df > 0 ? 2 : 1, 2);
  const cells = counts.flatMap((line, i) =>
    line.map((observed, j) => ({ observed, expected: (rowSums[i]! * columnSums[j]!) / total })),
  );
  return pearson(cells, df, yates && df === 1);
}

/** Whether counts fit shares that were intended; `weights` need not add up to one. */
export function chiSquareFit(observed: readonly number[], weights: readonly number[]): ChiSquare {
  sameLength('weights', weights, observed.length);
  atLeast('groups', observed.length, 2);
  observed.forEach(refuseNegative);
  positiveWeights(weights);
  const total = sum(observed);
  atLeast('counted people', total, 1);
  const whole = sum(weights);
  const cells = observed.map((count, k) => ({ observed: count, expected: (total * weights[k]!) / whole }));
  return pearson(cells, observed.length - 1, false);
}

interface Cell {
  readonly observed: number;
  readonly expected: number;
}

function pearson(all: readonly Cell[], df: number, yates: boolean): ChiSquare {
  const cells = all.filter(({ expected }) => expected > 0);
  const off = cells.map(({ observed, expected }) => Math.abs(observed - expected));
  const correction = yates ? Math.min(0.5, ...off) : 0;
  const statistic = sum(cells.map(({ expected }, k) => (off[k]! - correction) ** 2 / expected));
  const leastExpected = Math.min(...cells.map(({ expected }) => expected));
  return { statistic, df, p: chiSquareTail(statistic, df), leastExpected };
}

const refuseNegative = (count: number) => notNegative('a count', count);
