import { allFinite, atLeast, positive, wholeNumber } from '../check.ts';
import { mean } from '../numeric/mean.ts';
import { median } from '../numeric/quantile.ts';

export interface ChangePoint {
  /** Place of the first value of the new level. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Where the level of a series changes: the segments of constant mean with the least squared error plus `penalty` for each
 * change, exact by pruned dynamic programming (Killick, Fearnhead & Eckley 2012). The penalty is in variances of the
 * noise, which is estimated from the differences of neighbours; 3·log n unless told. @param shortest least length of a segment
 */
export function changePoints(
  y: ArrayLike<number>,
  shortest = 2,
  penalty = 3 * Math.log(y.length),
): ChangePoint[] {
  const n = y.length;
  wholeNumber('the shortest segment', shortest, 1);
  atLeast('values of the series', n, 2 * shortest);
  allFinite('the series', y);
  positive('penalty', penalty);
  // squares of values far from 0 would round the changes away
  const level = median(y);
  const values = Array.from(y, (value) => value - level);
  const sums = cumulative(values);
  const squares = cumulative(values.map((value) => value * value));
  const meanOf = (from: number, to: number) => (sums[to]! - sums[from]!) / (to - from);
  const cost = (from: number, to: number) =>
    squares[to]! - squares[from]! - (to - from) * meanOf(from, to) ** 2;
  const fine = penalty * noiseVariance(values);
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  best[0] = -fine;
  const last = new Int32Array(n + 1);
  let open = [0];
  for (let to = shortest; to <= n; to++) {
    for (const from of open) {
      const total = best[from]! + cost(from, to) + fine;
      if (to - from >= shortest && total < best[to]!) {
        best[to] = total;
        last[to] = from;
      }
    }
    open = open.filter((from) => to - from < shortest || best[from]! + cost(from, to) <= best[to]!);
    if (to + 1 - shortest >= shortest) open.push(to + 1 - shortest);
  }
  const edges = [n];
  while (edges[0]! > 0) edges.unshift(last[edges[0]!]!);
  return edges.slice(1, -1).map((at, k) => ({
    at,
    before: level + meanOf(edges[k]!, at),
    after: level + meanOf(at, edges[k + 2]!),
  }));
}

function cumulative(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [i, value] of values.entries()) sums[i + 1] = sums[i]! + value;
  return sums;
}

/** Half the squared scaled median of the differences: a few jumps do not move it. Half their mean square where most are 0. */
function noiseVariance(y: readonly number[]): number {
  const differences = y.slice(1).map((value, i) => Math.abs(value - y[i]!));
  const deviation = 1.4826 * median(differences);
  const square = deviation > 0 ? deviation ** 2 : mean(differences.map((each) => each * each));
  return square / 2;
}
