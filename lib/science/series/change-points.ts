import { allFinite, atLeast } from '../check.ts';
import { outOfRange } from '../faults.ts';
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
  atLeast('the shortest segment', shortest, 1);
  atLeast('values of the series', n, 2 * shortest);
  allFinite('the series', y);
  if (!(penalty > 0)) throw outOfRange({ what: 'penalty', given: penalty, allowed: 'above 0' });
  const sums = cumulative(Array.from(y));
  const squares = cumulative(Array.from(y, (value) => value * value));
  const mean = (from: number, to: number) => (sums[to]! - sums[from]!) / (to - from);
  const cost = (from: number, to: number) =>
    squares[to]! - squares[from]! - (to - from) * mean(from, to) ** 2;
  const fine = penalty * noiseVariance(y);
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
  return edges
    .slice(1, -1)
    .map((at, k) => ({ at, before: mean(edges[k]!, at), after: mean(at, edges[k + 2]!) }));
}

function cumulative(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [i, value] of values.entries()) sums[i + 1] = sums[i]! + value;
  return sums;
}

/** Half the squared scaled median of the differences: a few jumps do not move it. */
function noiseVariance(y: ArrayLike<number>): number {
  const differences = Array.from({ length: y.length - 1 }, (_, i) => Math.abs(y[i + 1]! - y[i]!));
  return Math.max(1e-12, (1.4826 * median(differences)) ** 2 / 2);
}
