import { binaryTarget, sameLength } from '../check.ts';
import { variance } from '../numeric/variance.ts';
import { type Column, type Table, table } from '../table.ts';
import { applyBinning, fitBinning } from './binning.ts';
import { cramersV } from './cramers-v.ts';
import { informationValue } from './information-value.ts';
import { mutualInformation } from './mutual-information.ts';
import { pearson } from './pearson.ts';
import { spearman } from './spearman.ts';

/** How a column goes with a 0/1 target, on its own. What does not apply to its kind is not there. */
export interface FeatureScore {
  readonly name: string;
  /** Share of rows without a value. */
  readonly missing: number;
  /** True where it has one value or none: it can be left out. */
  readonly constant: boolean;
  readonly variance?: number;
  readonly pearson?: number;
  readonly spearman?: number;
  /** In nats; numbers are cut into tenths of the rows. */
  readonly mutualInformation?: number;
  readonly cramersV?: number;
  readonly informationValue?: number;
}

/** Scores every column of a table against a 0/1 target; rows without a value are left out of that column's scores. */
export function featureScores(from: Table, target: Float64Array): FeatureScore[] {
  sameLength('the target', target, from.rows);
  binaryTarget('the target', target);
  return from.columns.map((column) => {
    const present = Array.from({ length: from.rows }, (_, row) => row).filter((row) => has(column, row));
    const found = { name: column.name, missing: 1 - present.length / from.rows };
    const goals = Float64Array.from(present, (row) => target[row]!);
    if (goals.every((goal) => goal === goals[0])) return { ...found, constant: true };
    const values = present.map((row) =>
      column.kind === 'number' ? column.values[row]! : column.codes[row]!,
    );
    if (values.every((value) => value === values[0])) return { ...found, constant: true };
    if (column.kind === 'category') return { ...found, constant: false, ...associations(values, goals) };
    return {
      ...found,
      constant: false,
      variance: variance(values),
      pearson: pearson(values, goals),
      spearman: spearman(values, goals),
      ...associations(tenths(column.name, values), goals),
    };
  });
}

function associations(codes: ArrayLike<number>, target: Float64Array) {
  return {
    mutualInformation: mutualInformation(codes, target),
    cramersV: cramersV(codes, target),
    informationValue: informationValue(codes, target),
  };
}

function tenths(name: string, values: readonly number[]): Int32Array {
  const numbers = table([{ kind: 'number', name, values: Float64Array.from(values) }]);
  const binned = applyBinning(fitBinning(numbers), numbers).columns[0];
  return binned?.kind === 'category' ? binned.codes : new Int32Array(0);
}

function has(column: Column, row: number): boolean {
  return column.kind === 'number' ? !Number.isNaN(column.values[row]!) : column.codes[row]! >= 0;
}
