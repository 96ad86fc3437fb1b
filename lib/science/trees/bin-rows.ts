import { binOf, searchable } from './bin-cuts.ts';
import type { Binning } from './bins.ts';

/** The bins of some neighbouring variables, row by row; rows are filled up to whole words of four bytes. */
export interface BinBlock {
  readonly first: number;
  readonly features: number;
  readonly width: number;
  readonly bins: Uint8Array;
}

export interface RowsToBin {
  readonly block: BinBlock;
  /** Values of all variables, one variable after the other, `rows` each; categories as codes. */
  readonly values: Float64Array;
  /** The row at which these values belong. */
  readonly at: number;
  readonly rows: number;
  /** Of the variables of the block. */
  readonly binnings: readonly Binning[];
}

/** Team task: writes the bins of some rows into a block. */
export function binRows({ block, values, at, rows, binnings }: RowsToBin): null {
  for (const [j, binning] of binnings.entries()) {
    const from = values.subarray((block.first + j) * rows, (block.first + j + 1) * rows);
    if (binning.kind === 'number') binNumbers(from, searchable(binning.cuts), block, at * block.width + j);
    else binCategories(from, binning.codes, block, at * block.width + j);
  }
  return null;
}

function binNumbers(values: Float64Array, cuts: Float64Array, { bins, width }: BinBlock, start: number): void {
  for (let i = 0, place = start; i < values.length; i++, place += width) {
    const value = values[i]!;
    bins[place] = value === value ? binOf(cuts, value) : 0;
  }
}

function binCategories(
  values: Float64Array,
  codes: readonly number[],
  { bins, width }: BinBlock,
  start: number,
): void {
  const binOfCode = new Map(codes.map((code, at) => [code, at + 1]));
  const size = 1 + codes.reduce((most, code) => Math.max(most, code), -1);
  const known = Uint8Array.from({ length: size }, (_, code) => binOfCode.get(code) ?? 0);
  for (let i = 0, place = start; i < values.length; i++, place += width) bins[place] = known[values[i]!] ?? 0;
}
