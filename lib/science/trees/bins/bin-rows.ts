import { binOf, searchable } from './bin-cuts.ts';
import type { Binning } from './binning.ts';

/** The bins of some neighbouring variables, row by row; rows are filled up to whole words of four bytes. */
export interface BinBlock {
  readonly first: number;
  readonly features: number;
  readonly width: number;
  readonly bins: Uint8Array;
}

export interface RowsToBin {
  readonly block: BinBlock;
  /** Receive the bins of the block's variables once more, column by column. */
  readonly columns: readonly Uint8Array[];
  /** Values of all variables, one variable after the other, `rows` each; categories as codes. */
  readonly values: Float64Array;
  /** The row at which these values belong. */
  readonly at: number;
  readonly rows: number;
  /** Of the variables of the block. */
  readonly binnings: readonly Binning[];
}

/** Team task: writes the bins of some rows. */
export function binRows({ block, columns, values, at, rows, binnings }: RowsToBin): null {
  for (const [j, binning] of binnings.entries()) {
    const from = values.subarray((block.first + j) * rows, (block.first + j + 1) * rows);
    const bins = columns[j]!.subarray(at, at + rows);
    if (binning.kind === 'number') binNumbers(from, searchable(binning.cuts), bins);
    else binCategories(from, binning.codes, bins);
    for (let i = 0, place = at * block.width + j; i < rows; i++, place += block.width)
      block.bins[place] = bins[i]!;
  }
  return null;
}

function binNumbers(values: Float64Array, cuts: Float64Array, into: Uint8Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    into[i] = Number.isNaN(value) ? 0 : binOf(cuts, value);
  }
}

function binCategories(values: Float64Array, codes: readonly number[], into: Uint8Array): void {
  const binOfCode = new Map(codes.map((code, at) => [code, at + 1]));
  const size = 1 + codes.reduce((most, code) => Math.max(most, code), -1);
  const known = Uint8Array.from({ length: size }, (_, code) => binOfCode.get(code) ?? 0);
  for (let i = 0; i < values.length; i++) into[i] = known[values[i]!] ?? 0;
}
