import { finiteOrMissing } from '../check.ts';
import { allMissing, outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { mean } from '../numeric/mean.ts';
import { quantileOfSorted, sorted } from '../numeric/quantile.ts';
import { checkOptions, judgedLater, type OptionRules, texts, yesOrNo } from '../options.ts';
import { type Column, columnNamed, numberColumn, type Table } from '../table.ts';
import { replacedColumns } from './replaced-columns.ts';

export interface ImputeOptions {
  readonly columns?: readonly string[];
  /** What numbers are filled with: the median unless told. */
  readonly numbers?: 'median' | 'mean' | number;
  /** What categories are filled with: the most frequent level, or a level of its own of this name. */
  readonly categories?: 'most frequent' | { readonly level: string };
  /** Adds "name missing" (0 or 1) for each column that had missing values in the fit. */
  readonly flags?: boolean;
}

const imputeOptionRules: OptionRules<ImputeOptions> = {
  columns: texts,
  numbers: judgedLater,
  categories: judgedLater,
  flags: yesOrNo,
};

export interface Imputation {
  readonly kind: 'imputation';
  readonly version: 1;
  readonly fills: readonly Fill[];
}

interface Fill {
  readonly name: string;
  readonly value: number | string;
  readonly flag: boolean;
}

/** Learns what to put in the place of missing values; a column without any value is a fault. */
export function fitImputation(from: Table, options: ImputeOptions = {}): Imputation {
  checkOptions(options, imputeOptionRules);
  const { columns = from.columns.map((column) => column.name), flags = false } = options;
  if (typeof options.numbers === 'number' && !Number.isFinite(options.numbers))
    throw outOfRange({ what: 'the number to fill with', given: options.numbers, allowed: 'finite' });
  const fills = columns.map((name): Fill => {
    const column = columnNamed(from, name);
    if (column.kind === 'number') finiteOrMissing(name, column.values);
    return { name, value: fillOf(column, options), flag: flags && missing(column).includes(1) };
  });
  return { kind: 'imputation', version: 1, fills };
}

/** Fills missing values, and adds the flags, in the order of the fit, at the end of the table. */
export function applyImputation(model: Imputation, to: Table): Table {
  expectModel(model, 1, 'imputation');
  const byName = new Map(model.fills.map((fill) => [fill.name, fill]));
  const filled = replacedColumns(to, [...byName.keys()], (column) => [
    fillIn(column, byName.get(column.name)!.value),
  ]);
  const flags = model.fills
    .filter((fill) => fill.flag)
    .map(({ name }) => numberColumn(`${name} missing`, missing(columnNamed(to, name))));
  return { rows: to.rows, columns: [...filled.columns, ...flags] };
}

function fillOf(
  column: Column,
  { numbers = 'median', categories = 'most frequent' }: ImputeOptions,
): number | string {
  if (column.kind === 'category')
    return categories === 'most frequent' ? mostFrequent(column) : categories.level;
  if (typeof numbers === 'number') return numbers;
  const present = sorted(column.values);
  if (present.length === 0) throw allMissing({ what: column.name });
  return numbers === 'mean' ? mean(present) : quantileOfSorted(present, 0.5);
}

function mostFrequent({ name, codes, levels }: Extract<Column, { kind: 'category' }>): string {
  const counts = new Float64Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]!++;
  const greatest = counts.reduce((most, count) => Math.max(most, count), 0);
  if (greatest === 0) throw allMissing({ what: name });
  return levels[counts.indexOf(greatest)]!;
}

function fillIn(column: Column, value: number | string): Column {
  if (column.kind === 'number')
    return { ...column, values: column.values.map((each) => (Number.isNaN(each) ? Number(value) : each)) };
  const level = String(value);
  const levels = column.levels.includes(level) ? column.levels : [...column.levels, level];
  const code = levels.indexOf(level);
  return { ...column, levels, codes: column.codes.map((each) => (each < 0 ? code : each)) };
}

function missing(column: Column): Float64Array {
  if (column.kind === 'number') return column.values.map((value) => (Number.isNaN(value) ? 1 : 0));
  return Float64Array.from(column.codes, (code) => (code < 0 ? 1 : 0));
}
