import { allFinite, notNegative, sameLength } from '../check.ts';
import { expectModel } from '../model.ts';
import { mean } from '../numeric/mean.ts';
import { aNumber, checkOptions, type OptionRules, texts } from '../options.ts';
import { type Column, numberColumn, type Table, takeRows } from '../table.ts';
import { replacedColumns } from './replaced-columns.ts';
import { columnOfKind, selectedColumns } from './selected-columns.ts';

export interface TargetEncodeOptions {
  readonly columns?: readonly string[];
  /** How many rows of the overall mean each level's mean is mixed with: 10 unless told. */
  readonly smoothing?: number;
}

const targetEncodeOptionRules: OptionRules<TargetEncodeOptions> = { columns: texts, smoothing: aNumber };

export interface TargetEncoding {
  readonly kind: 'target-encoding';
  readonly version: 1;
  /** What unknown and missing levels get. */
  readonly overall: number;
  readonly columns: readonly { readonly name: string; readonly means: Readonly<Record<string, number>> }[];
}

/**
 * Learns the mean target of each level, drawn towards the overall mean (Micci-Barreca 2001).
 * Apply it to new rows only: on the rows it learned from it gives the answer away; use `crossFitTargetEncoding` there.
 */
export function fitTargetEncoding(
  from: Table,
  target: Float64Array,
  options: TargetEncodeOptions = {},
): TargetEncoding {
  checkOptions(options, targetEncodeOptionRules);
  const { smoothing = 10 } = options;
  sameLength('the target', target, from.rows);
  allFinite('the target', target);
  notNegative('smoothing', smoothing);
  const overall = mean(target);
  const columns = selectedColumns(from, 'category', options.columns).map(({ name, codes, levels }) => {
    const sums = new Float64Array(levels.length);
    const counts = new Float64Array(levels.length);
    for (const [row, code] of codes.entries()) {
      if (code < 0) continue;
      sums[code]! += target[row]!;
      counts[code]!++;
    }
    const means = levels.flatMap((level, code): [string, number][] =>
      counts[code] === 0 ? [] : [[level, (sums[code]! + smoothing * overall) / (counts[code]! + smoothing)]],
    );
    return { name, means: Object.fromEntries(means) };
  });
  return { kind: 'target-encoding', version: 1, overall, columns };
}

/** Each category column becomes its level's mean target, under the same name. */
export function applyTargetEncoding(model: TargetEncoding, to: Table): Table {
  expectModel(model, 1, 'target-encoding');
  const { overall, columns } = model;
  const byName = new Map(columns.map((column) => [column.name, column.means]));
  return replacedColumns(to, [...byName.keys()], ({ name }) => {
    const { codes, levels } = columnOfKind(to, 'category', name);
    const learned = new Map(Object.entries(byName.get(name)!));
    const means = levels.map((level) => learned.get(level) ?? overall);
    return [
      numberColumn(
        name,
        Float64Array.from(codes, (code) => means[code] ?? overall),
      ),
    ];
  });
}

/**
 * Encodes training rows without leaking their own target: every row by the means of the other folds.
 * `fold` gives each row's fold, 0, 1, 2 …, as `stratifiedFolds` does.
 */
export function crossFitTargetEncoding(
  from: Table,
  target: Float64Array,
  fold: Int32Array,
  options: TargetEncodeOptions = {},
): Table {
  checkOptions(options, targetEncodeOptionRules);
  sameLength('the folds', fold, from.rows);
  const names = selectedColumns(from, 'category', options.columns).map(({ name }) => name);
  const encoded = new Map(names.map((name) => [name, new Float64Array(from.rows)]));
  for (const part of new Set(fold)) {
    const others = rowsWhere(fold, (each) => each !== part);
    const own = rowsWhere(fold, (each) => each === part);
    const model = fitTargetEncoding(
      takeRows(from, others),
      Float64Array.from(others, (row) => target[row]!),
      options,
    );
    const applied = applyTargetEncoding(model, takeRows(from, own));
    for (const name of names) {
      const { values } = columnOfKind(applied, 'number', name);
      for (const [at, row] of own.entries()) encoded.get(name)![row] = values[at]!;
    }
  }
  return replacedColumns(from, names, ({ name }): Column[] => [numberColumn(name, encoded.get(name)!)]);
}

function rowsWhere(fold: Int32Array, keep: (part: number) => boolean): number[] {
  return Array.from(fold.keys()).filter((row) => keep(fold[row]!));
}
