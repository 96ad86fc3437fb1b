import { atLeast, finiteOrMissing } from '../check.ts';
import { allMissing, constantColumn } from '../faults.ts';
import { expectModel } from '../model.ts';
import { quantileOfSorted, sorted } from '../numeric/quantile.ts';
import { aNumber, checkOptions, numbers, type OptionRules, oneOf, texts } from '../options.ts';
import type { CategoryColumn, Table } from '../table.ts';
import { entropyCuts } from './entropy-cuts.ts';
import { replacedColumns } from './replaced-columns.ts';
import { columnOfKind, selectedColumns } from './selected-columns.ts';

export interface BinOptions {
  readonly columns?: readonly string[];
  /** Bins of equal width, of equally many rows, or cut where the classes of `target` part best. */
  readonly method?: 'width' | 'quantile' | 'entropy';
  /** How many bins; at most so many by `entropy`. 10 unless told. */
  readonly bins?: number;
  /** 0 or 1 by row, for `entropy`. */
  readonly target?: Float64Array;
}

const binOptionRules: OptionRules<BinOptions> = {
  columns: texts,
  method: oneOf('width', 'quantile', 'entropy'),
  bins: aNumber,
  target: numbers,
};

export interface Binning {
  readonly kind: 'binning';
  readonly version: 1;
  /** Borders inside the range, ascending: a value on a border belongs to the bin above. */
  readonly columns: readonly { readonly name: string; readonly cuts: readonly number[] }[];
}

/** Learns borders of number columns. A constant column is a fault; equal borders fall together. */
export function fitBinning(from: Table, options: BinOptions = {}): Binning {
  checkOptions(options, binOptionRules);
  const { method = 'quantile', bins = 10 } = options;
  atLeast('bins', bins, 2);
  const columns = selectedColumns(from, 'number', options.columns).map(({ name, values }) => {
    finiteOrMissing(name, values);
    const ascending = sorted(values);
    if (ascending.length === 0) throw allMissing({ what: name });
    if (ascending[0] === ascending.at(-1)) throw constantColumn({ what: name });
    if (method === 'entropy')
      return { name, cuts: entropyCuts(values, options.target ?? new Float64Array(0), bins) };
    const cuts = Array.from({ length: bins - 1 }, (_, at) => cutAt(ascending, (at + 1) / bins, method));
    return { name, cuts: [...new Set(cuts)].filter((cut) => cut > ascending[0]!) };
  });
  return { kind: 'binning', version: 1, columns };
}

/** Each number column becomes a category of its intervals, such as "[1, 5)"; missing values stay missing. */
export function applyBinning(model: Binning, to: Table): Table {
  expectModel(model, 1, 'binning');
  const byName = new Map(model.columns.map((column) => [column.name, column.cuts]));
  return replacedColumns(to, [...byName.keys()], ({ name }) => {
    const column = columnOfKind(to, 'number', name);
    const cuts = byName.get(name)!;
    const levels = [...cuts, Number.POSITIVE_INFINITY].map((cut, at) => interval(cuts[at - 1], cut));
    const codes = Int32Array.from(column.values, (value) => (Number.isNaN(value) ? -1 : binOf(cuts, value)));
    return [{ kind: 'category', name, codes, levels } satisfies CategoryColumn];
  });
}

/** How many cuts are at or below the value. */
export function binOf(cuts: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cutAt(ascending: Float64Array, share: number, method: 'width' | 'quantile'): number {
  const [least, greatest] = [ascending[0]!, ascending.at(-1)!];
  return method === 'width' ? least + (greatest - least) * share : quantileOfSorted(ascending, share);
}

function interval(from: number | undefined, to: number): string {
  const short = (value: number) => String(Number(value.toPrecision(6)));
  if (from === undefined) return `< ${short(to)}`;
  return to === Number.POSITIVE_INFINITY ? `≥ ${short(from)}` : `[${short(from)}, ${short(to)})`;
}
