import { allFinite, sameLength } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import type { Matrix } from '../numeric/matrix.ts';
import { aNumber, checkOptions, type OptionRules, oneOf, texts } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';
import { checkDesign, checkRows, columnNames } from './design.ts';

export interface NeighbourOptions {
  /** How many neighbours answer: 15 unless told. */
  readonly k?: number;
  /** All alike, or each by 1 / distance. */
  readonly weigh?: 'alike' | 'by distance';
  readonly names?: readonly string[];
}

const neighbourOptionRules: OptionRules<NeighbourOptions> = {
  k: aNumber,
  weigh: oneOf('alike', 'by distance'),
  names: texts,
};

export interface NearestNeighbours {
  readonly kind: 'nearest-neighbours';
  readonly version: 1;
  readonly names: readonly string[];
  readonly k: number;
  readonly weigh: 'alike' | 'by distance';
  readonly values: readonly number[];
  readonly target: readonly number[];
}

/** Keeps the rows to be asked later (Fix & Hodges 1951). Scale the columns first; `target` is a number, or 0/1 for a chance. */
export function fitNearestNeighbours(
  x: Matrix,
  target: ArrayLike<number>,
  options: NeighbourOptions = {},
): NearestNeighbours {
  checkOptions(options, neighbourOptionRules);
  const { k = 15, weigh = 'alike' } = options;
  const names = columnNames(x, options.names);
  sameLength('the target', target, x.rows);
  allFinite('the target', target);
  checkDesign(x, names);
  if (!(Number.isInteger(k) && k >= 1 && k <= x.rows))
    throw outOfRange({ what: 'k', given: k, allowed: `1 to ${x.rows}, the number of rows` });
  return {
    kind: 'nearest-neighbours',
    version: 1,
    names,
    k,
    weigh,
    values: [...x.values],
    target: Array.from(target),
  };
}

/** Mean target of the k nearest rows by straight distance. Every row is measured against all: for some ten thousand rows. */
export async function predictNearestNeighbours(
  model: NearestNeighbours,
  x: Matrix,
  work: Work = {},
): Promise<Float64Array> {
  expectModel(model, 1, 'nearest-neighbours');
  checkRows(x, model.names);
  const known = Float64Array.from(model.values);
  const nearest = { squares: new Float64Array(model.k), rows: new Uint32Array(model.k) };
  const means = new Float64Array(x.rows);
  for (let i = 0; i < x.rows; i++) {
    findNearest(known, x.values.subarray(i * x.columns, (i + 1) * x.columns), nearest);
    means[i] = meanOf(model, nearest);
    if (i % 16 === 0) await checkpoint(work, i / x.rows);
  }
  return means;
}

interface Nearest {
  /** Ascending. */
  readonly squares: Float64Array;
  readonly rows: Uint32Array;
}

function findNearest(known: Float64Array, asked: Float64Array, { squares, rows }: Nearest): void {
  const p = asked.length;
  const last = squares.length - 1;
  squares.fill(Number.POSITIVE_INFINITY);
  for (let row = 0, at = 0; at < known.length; row++, at += p) {
    let square = 0;
    for (let j = 0; j < p && square < squares[last]!; j++) square += (known[at + j]! - asked[j]!) ** 2;
    if (square >= squares[last]!) continue;
    let place = last;
    for (; place > 0 && squares[place - 1]! > square; place--) {
      squares[place] = squares[place - 1]!;
      rows[place] = rows[place - 1]!;
    }
    squares[place] = square;
    rows[place] = row;
  }
}

/** Rows at no distance, if there are any, answer alone when weighed by distance. */
function meanOf({ target, weigh }: NearestNeighbours, { squares, rows }: Nearest): number {
  const same = squares[0] === 0;
  let sum = 0;
  let total = 0;
  for (const [at, row] of rows.entries()) {
    const weight = weigh === 'alike' ? 1 : same ? (squares[at] === 0 ? 1 : 0) : 1 / Math.sqrt(squares[at]!);
    sum += weight * target[row]!;
    total += weight;
  }
  return sum / total;
}
