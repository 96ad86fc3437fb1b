import { atLeast, finiteOrMissing } from '../../check.ts';
import { allMissing } from '../../faults.ts';
import { mean } from '../../numeric/mean.ts';
import { quantileOfSorted, sorted } from '../../numeric/quantile.ts';
import { type Column, columnNamed, type Table } from '../../table.ts';

/** Any model's answers for the rows of a table. */
export type Predict = (data: Table) => ArrayLike<number>;

/** The mean answer when a column is set to each value of the grid (for categories the levels), all else left as it is. */
export interface PartialDependence {
  readonly column: string;
  readonly grid: readonly number[] | readonly string[];
  readonly mean: readonly number[];
}

/**
 * Partial dependence (Friedman 2001, Greedy function approximation, 8.2) of any model on one column: for numbers over
 * `points` quantiles from the 5th to the 95th percentile. Values of columns that go together are broken apart; read with care.
 */
export function partialDependence(
  predict: Predict,
  data: Table,
  name: string,
  points = 20,
): PartialDependence {
  atLeast('rows', data.rows, 1);
  atLeast('points', points, 2);
  const column = columnNamed(data, name);
  const grid = column.kind === 'number' ? quantileGrid(name, column.values, points) : [...column.levels];
  const answers = grid.map((_, at) => {
    const fixed = setTo(column, column.kind === 'number' ? Number(grid[at]) : at);
    const columns = data.columns.map((each) => (each === column ? fixed : each));
    return mean(predict({ rows: data.rows, columns }));
  });
  return { column: name, grid, mean: answers };
}

function quantileGrid(name: string, values: Float64Array, points: number): number[] {
  finiteOrMissing(name, values);
  const ascending = sorted(values);
  if (ascending.length === 0) throw allMissing({ what: name });
  const grid = Array.from({ length: points }, (_, at) =>
    quantileOfSorted(ascending, 0.05 + (0.9 * at) / (points - 1)),
  );
  return [...new Set(grid)];
}

function setTo(column: Column, value: number): Column {
  return column.kind === 'number'
    ? { ...column, values: new Float64Array(column.values.length).fill(value) }
    : { ...column, codes: new Int32Array(column.codes.length).fill(value) };
}
