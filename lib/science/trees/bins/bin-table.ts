import type { Random } from '#lib/core';
import { sharedBytes, sharedFloats } from '../../parallel/shared-memory.ts';
import { alone } from '../../parallel/start-worker-pool.ts';
import type { CategoryColumn, Column, Table } from '../../table.ts';
import { checkpoint, type Work } from '../../work.ts';
import { maxBins } from './bin-cuts.ts';
import type { BinBlock } from './bin-rows.ts';
import type { Binning } from './binning.ts';

/** A table in bytes, twice: by columns, and by rows in blocks of neighbouring columns so that every member of a worker pool owns one. */
export interface Bins {
  readonly rows: number;
  readonly binnings: readonly Binning[];
  readonly columns: readonly Uint8Array[];
  readonly blocks: readonly BinBlock[];
}

const sampled = 100_000;
const rowsAtOnce = 1 << 15;

/** Learns the boundaries from the rows (from 100,000 of them if there are more) and turns the table into bins. */
export async function binTable(data: Table, bins: number, random: Random, work: Work): Promise<Bins> {
  const binnings = await learnBinnings(data, bins, random, work);
  return applyBinnings(data, binnings, work);
}

/** Turns a table into bins by boundaries already learnt. */
export async function applyBinnings(data: Table, binnings: readonly Binning[], work: Work): Promise<Bins> {
  const pool = work.pool ?? alone;
  const blocks = emptyBlocks(data.rows, binnings.length, pool.size);
  const columns = binnings.map(() => sharedBytes(data.rows));
  const values = sharedFloats(Math.min(rowsAtOnce, data.rows) * data.columns.length);
  for (let at = 0; at < data.rows; at += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, data.rows - at);
    for (const [j, column] of data.columns.entries())
      copyValues(column, at, values.subarray(j * rows, (j + 1) * rows));
    await pool.run(
      'binRows',
      blocks.map((block) => ({
        block,
        columns: columns.slice(block.first, block.first + block.features),
        values,
        at,
        rows,
        binnings: binnings.slice(block.first, block.first + block.features),
      })),
    );
    await checkpoint(work, 0);
  }
  return { rows: data.rows, binnings, columns, blocks };
}

async function learnBinnings(data: Table, bins: number, random: Random, work: Work): Promise<Binning[]> {
  const rows = data.rows > sampled ? sampleOfRows(data.rows, random) : undefined;
  const numbers = data.columns.flatMap((column) => (column.kind === 'number' ? [column.values] : []));
  const pool = work.pool ?? alone;
  const cuts: Float64Array[] = [];
  while (cuts.length < numbers.length) {
    const next = numbers.slice(cuts.length, cuts.length + 2 * pool.size);
    const inputs = next.map((values) => ({ values: rows ? taken(values, rows) : values, bins }));
    cuts.push(...(await pool.run('quantileCuts', inputs)));
    await checkpoint(work, 0);
  }
  let next = 0;
  return data.columns.map((column) =>
    column.kind === 'number'
      ? { kind: 'number', cuts: cuts[next++]! }
      : { kind: 'category', codes: frequentCodes(column) },
  );
}

/** One row out of each of as many equal stretches. */
function sampleOfRows(rows: number, random: Random): Int32Array {
  const sample = new Int32Array(sampled);
  for (let i = 0; i < sampled; i++) sample[i] = Math.floor(((i + random()) * rows) / sampled);
  return sample;
}

function taken(values: Float64Array, rows: Int32Array): Float64Array {
  const some = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) some[i] = values[rows[i]!]!;
  return some;
}

/** The codes of the most frequent levels; rarer ones than the 255th share the bin of missing values. */
function frequentCodes({ codes, levels }: CategoryColumn): number[] {
  const counts = new Float64Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return levels
    .map((_, code) => code)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, maxBins);
}

/** Blocks of whole words of four columns; the last one, which is the caller's who has more to do besides, is the smallest. */
function emptyBlocks(rows: number, features: number, parts: number): BinBlock[] {
  const size = Math.ceil(features / parts / 4) * 4;
  const blocks: BinBlock[] = [];
  for (let first = 0; first < features; first += size) {
    const own = Math.min(size, features - first);
    const width = Math.ceil(own / 4) * 4;
    blocks.push({ first, features: own, width, bins: sharedBytes(rows * width) });
  }
  return blocks;
}

function copyValues(column: Column, at: number, into: Float64Array): void {
  if (column.kind === 'number') into.set(column.values.subarray(at, at + into.length));
  else for (let i = 0; i < into.length; i++) into[i] = column.codes[at + i]!;
}
