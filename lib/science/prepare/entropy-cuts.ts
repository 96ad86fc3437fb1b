import { binaryTarget, sameLength } from '../check.ts';
import { order } from '../numeric/rank.ts';

/**
 * Borders at which the classes of a 0/1 target part best, found by halving again and again as long as the information
 * gained is worth the description of the border (Fayyad & Irani 1993). Rows without a value are left out.
 * At most `bins` − 1 borders, those that gain most first; none where the values tell nothing.
 */
export function entropyCuts(values: Float64Array, target: Float64Array, bins: number): number[] {
  sameLength('the target', target, values.length);
  binaryTarget('the target', target);
  const rows = order(values).filter((row) => !Number.isNaN(values[row]!));
  const sorted = Float64Array.from(rows, (row) => values[row]!);
  const ones = new Float64Array(rows.length + 1);
  for (const [at, row] of rows.entries()) ones[at + 1] = ones[at]! + target[row]!;
  const open = [bestSplit(sorted, ones, 0, sorted.length)];
  const cuts: number[] = [];
  while (cuts.length < bins - 1) {
    const next = open.reduce(
      (best, split) => ((split?.gain ?? 0) > (best?.gain ?? 0) ? split : best),
      undefined,
    );
    if (!next) break;
    open.splice(open.indexOf(next), 1);
    cuts.push((sorted[next.at - 1]! + sorted[next.at]!) / 2);
    open.push(bestSplit(sorted, ones, next.from, next.at), bestSplit(sorted, ones, next.at, next.to));
  }
  return cuts.sort((a, b) => a - b);
}

interface Split {
  readonly from: number;
  readonly at: number;
  readonly to: number;
  /** Bits gained over all rows of the piece. */
  readonly gain: number;
}

function bestSplit(values: Float64Array, ones: Float64Array, from: number, to: number): Split | undefined {
  const bits = (a: number, b: number) => (b - a) * entropy((ones[b]! - ones[a]!) / (b - a));
  const whole = bits(from, to);
  let least = Number.POSITIVE_INFINITY;
  let best = -1;
  for (let at = from + 1; at < to; at++) {
    if (values[at] === values[at - 1]) continue;
    const parts = bits(from, at) + bits(at, to);
    if (parts < least) {
      least = parts;
      best = at;
    }
  }
  if (best < 0) return undefined;
  const size = to - from;
  const purity = (a: number, b: number) => (bits(a, b) === 0 ? 1 : 2);
  const [k, k1, k2] = [purity(from, to), purity(from, best), purity(best, to)];
  const worth =
    Math.log2(3 ** k - 2) -
    (k * whole) / size +
    k1 * entropyOf(ones, from, best) +
    k2 * entropyOf(ones, best, to);
  return whole - least > Math.log2(size - 1) + worth
    ? { from, at: best, to, gain: whole - least }
    : undefined;
}

function entropyOf(ones: Float64Array, from: number, to: number): number {
  return entropy((ones[to]! - ones[from]!) / (to - from));
}

/** Bits of one draw with this chance. */
function entropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p);
}
