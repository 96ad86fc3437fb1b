import { wholeNumber } from '../../check.ts';
import { expectModel } from '../../model.ts';
import type { Column, Table } from '../../table.ts';
import type { Work } from '../../work.ts';
import { expectedWay, type IsolationModel } from '../isolation-forest.ts';
import { alignTable } from '../tree.ts';
import { treeShap } from './tree-shap.ts';

/** What one column adds to how unusual a row is. */
export interface IsolationReason {
  readonly column: string;
  /** What the row has there: a number, a level, null where it is missing. */
  readonly value: number | string | null;
  /** The score is 2^(base + the sum of all columns' weights): 0.1 makes it 7 % greater, below 0 is usual. */
  readonly weight: number;
}

/** By row: the score, and the columns that make it, the one that makes it most unusual first. */
export interface ExplainedRow {
  readonly score: number;
  readonly reasons: readonly IsolationReason[];
}

/** Of all rows; `base` is the logarithm to base 2 of the score of a row of which nothing is known. */
export interface IsolationReasons {
  readonly base: number;
  readonly rows: readonly ExplainedRow[];
}

/**
 * Why rows are unusual: Shapley values of the mean way to a row's leaf (Lundberg et al. 2020, algorithm 2), turned round
 * and divided by the expected way, so that they add up to the logarithm of the anomaly score. Hand in the rows that are asked about.
 * @param most reasons to name by row, all unless told
 */
export async function isolationReasons(
  model: IsolationModel,
  data: Table,
  { most = model?.variables?.length ?? 1 }: { readonly most?: number } = {},
  work: Work = {},
): Promise<IsolationReasons> {
  expectModel(model, 1, 'isolation-forest');
  wholeNumber('most', most, 1);
  const aligned = alignTable(model.variables, data);
  const ways = await treeShap(model, aligned, work);
  const expected = expectedWay(model.sample);
  const base = -ways.base / expected;
  const width = model.variables.length;
  const rows = Array.from({ length: data.rows }, (_, row): ExplainedRow => {
    const reasons = model.variables.map(({ name }, at): IsolationReason => {
      const weight = -ways.values.values[row * width + at]! / expected;
      return { column: name, value: valueAt(aligned.columns[at]!, row), weight };
    });
    const score = 2 ** reasons.reduce((sum, { weight }) => sum + weight, base);
    return { score, reasons: reasons.sort((a, b) => b.weight - a.weight).slice(0, most) };
  });
  return { base, rows };
}

function valueAt(column: Column, row: number): number | string | null {
  if (column.kind === 'category') return column.levels[column.codes[row]!] ?? null;
  const value = column.values[row]!;
  return Number.isNaN(value) ? null : value;
}
