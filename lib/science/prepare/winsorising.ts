import { finiteOrMissing } from '../check.ts';
import { allMissing, outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { quantileOfSorted, sorted } from '../numeric/quantile.ts';
import { aNumber, checkOptions, type OptionRules, texts } from '../options.ts';
import type { Table } from '../table.ts';
import { replacedColumns } from './replaced-columns.ts';
import { columnOfKind, selectedColumns } from './selected-columns.ts';

export interface WinsoriseOptions {
  readonly columns?: readonly string[];
  /** Shares of rows to pull in at each end: 0.01 and 0.99 unless told. */
  readonly lower?: number;
  readonly upper?: number;
}

const winsoriseOptionRules: OptionRules<WinsoriseOptions> = {
  columns: texts,
  lower: aNumber,
  upper: aNumber,
};

export interface Winsorising {
  readonly kind: 'winsorising';
  readonly version: 1;
  readonly limits: readonly { readonly name: string; readonly lower: number; readonly upper: number }[];
}

/** Learns quantiles beyond which numbers are pulled in (Tukey 1962, after C. P. Winsor). */
export function fitWinsorising(from: Table, options: WinsoriseOptions = {}): Winsorising {
  checkOptions(options, winsoriseOptionRules);
  const { columns, lower = 0.01, upper = 0.99 } = options;
  if (!(lower >= 0 && lower < upper && upper <= 1))
    throw outOfRange({
      what: 'lower and upper',
      given: `${lower}, ${upper}`,
      allowed: '0 ≤ lower < upper ≤ 1',
    });
  const limits = selectedColumns(from, 'number', columns).map(({ name, values }) => {
    finiteOrMissing(name, values);
    const present = sorted(values);
    if (present.length === 0) throw allMissing({ what: name });
    return { name, lower: quantileOfSorted(present, lower), upper: quantileOfSorted(present, upper) };
  });
  return { kind: 'winsorising', version: 1, limits };
}

/** Pulls numbers in to the limits; missing values stay missing. */
export function applyWinsorising(model: Winsorising, to: Table): Table {
  expectModel(model, 1, 'winsorising');
  const byName = new Map(model.limits.map((limit) => [limit.name, limit]));
  return replacedColumns(to, [...byName.keys()], ({ name }) => {
    const column = columnOfKind(to, 'number', name);
    const { lower, upper } = byName.get(name)!;
    return [{ ...column, values: column.values.map((value) => Math.min(Math.max(value, lower), upper)) }];
  });
}
