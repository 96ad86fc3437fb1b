import { finiteOrMissing } from '../check.ts';
import { constantColumn } from '../faults.ts';
import { type Matrix, mean, standardDeviation } from '../numeric/index.ts';
import { designMatrix } from '../prepare/design-matrix.ts';
import { applyOneHot, fitOneHot, type OneHot } from '../prepare/one-hot.ts';
import { numberColumn, type Table, table } from '../table.ts';

/** How a table becomes the matrix of a linear model. */
export interface LinearDesign {
  readonly oneHot: OneHot;
  readonly columns: readonly { readonly name: string; readonly centre: number; readonly unit: number }[];
}

/**
 * Categories become one column a level, numbers are standardised, a missing number is the mean. Columns that do not vary
 * are left out: the parts of a study that are fitted apart need not hold all of them.
 */
export function fitLinearDesign(variables: Table): LinearDesign {
  const oneHot = fitOneHot(variables);
  const numbers = new Set(variables.columns.filter(({ kind }) => kind === 'number').map(({ name }) => name));
  const columns = applyOneHot(oneHot, variables).columns.flatMap((column) => {
    if (column.kind !== 'number') return [];
    finiteOrMissing(column.name, column.values);
    const present = column.values.filter((value) => !Number.isNaN(value));
    const deviation = standardDeviation(present, 0);
    if (!(deviation > 1e-12 * Math.abs(mean(present)))) return [];
    const plain = { name: column.name, centre: 0, unit: 1 };
    return [numbers.has(column.name) ? { ...plain, centre: mean(present), unit: deviation } : plain];
  });
  if (columns.length === 0) throw constantColumn({ what: 'every variable' });
  return { oneHot, columns };
}

/** The matrix of any rows by a design. */
export function applyLinearDesign({ oneHot, columns }: LinearDesign, variables: Table): Matrix {
  const byName = new Map(applyOneHot(oneHot, variables).columns.map((column) => [column.name, column]));
  const scaled = columns.map(({ name, centre, unit }) => {
    const column = byName.get(name);
    const values = column?.kind === 'number' ? column.values : new Float64Array(variables.rows);
    return numberColumn(
      name,
      values.map((value) => (Number.isNaN(value) ? 0 : (value - centre) / unit)),
    );
  });
  return designMatrix(table(scaled));
}
