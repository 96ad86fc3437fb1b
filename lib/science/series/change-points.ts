import { allFinite, atLeast, positive, wholeNumber } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { mean } from '../numeric/mean.ts';
import { median } from '../numeric/quantile.ts';
import { aNumber, checkOptions, type OptionRules } from '../options.ts';
import type { Pieces } from '../pieces.ts';
import { inPieces, partOf, type Work } from '../work.ts';

export interface ChangePointOptions {
  /** Least length of a segment; 2. */
  readonly shortest?: number;
  /** For each change, in variances of the noise; 3·log n. */
  readonly penalty?: number;
  /** The share of the noise that lives on in the next value, where it is known: 0 for independent noise. */
  readonly memory?: number;
}

const changePointOptionRules: OptionRules<ChangePointOptions> = {
  shortest: aNumber,
  penalty: aNumber,
  memory: aNumber,
};

export interface ChangePoint {
  /** Place of the first value of the new level. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** Noise that remembers its last value by so much is tried; the likelihood chooses. */
const memories = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98];

/**
 * Where the level of a series changes: the segments of constant mean with the least squared error plus `penalty` for each
 * change, by pruned dynamic programming (Killick, Fearnhead & Eckley 2012). The penalty is in variances of the
 * noise, which is estimated from the differences of neighbours; 3·log n unless told. Noise of which a share lives on in the
 * next value (an autoregression, which wanders without any change) is known by its likelihood (Davis, Lee & Rodriguez-Yam
 * 2006): of all shares the one that explains the series best with its changes.
 */
export async function changePoints(
  y: ArrayLike<number>,
  options: ChangePointOptions = {},
  work: Work = {},
): Promise<ChangePoint[]> {
  checkOptions(options, changePointOptionRules);
  const n = y.length;
  const { shortest = 2, penalty = 3 * Math.log(n), memory } = options;
  wholeNumber('the shortest segment', shortest, 1);
  atLeast('values of the series', n, 2 * shortest);
  allFinite('the series', y);
  positive('penalty', penalty);
  if (memory !== undefined && !(memory >= 0 && memory < 1))
    throw outOfRange({ what: 'memory of the noise', given: memory, allowed: '0 to below 1' });
  // squares of values far from 0 would round the changes away
  const level = median(y);
  const values = Array.from(y, (value) => value - level);
  const shares = memory === undefined ? likelyMemories(values) : [memory];
  const tried: Cut[] = [];
  for (const share of shares)
    tried.push(
      await inPieces(cut(values, shortest, penalty, share), partOf(work, tried.length, shares.length)),
    );
  const best = tried.reduce((a, b) => (b.length < a.length ? b : a));
  return best.edges.slice(1, -1).map((at, k) => ({
    at,
    before: level + best.segments.mean(best.edges[k]!, at),
    after: level + best.segments.mean(at, best.edges[k + 2]!),
  }));
}

/**
 * Differences over two steps have 1 + memory times the variance of those over one, and few of either hold a change
 * (Chakar, Lebarbier, Lévy-Leduc & Robin 2017). In long series this tells which memories need not be tried.
 */
function likelyMemories(values: readonly number[]): readonly number[] {
  const over = (steps: number) => median(values.slice(steps).map((value, i) => Math.abs(value - values[i]!)));
  const one = over(1);
  const guess = one > 0 ? (over(2) / one) ** 2 - 1 : 0;
  const error = Math.max(0.02, 1 / Math.sqrt(values.length));
  const near = memories.filter((memory) => memory >= guess - 4 * error && memory <= guess + 10 * error);
  return near.length > 0 ? near : [guess > 0.5 ? memories.at(-1)! : 0];
}

interface Cut {
  readonly edges: readonly number[];
  readonly segments: Segments;
  /** Twice the negative log likelihood and the penalties: how long a description of the series is. */
  readonly length: number;
}

/** So many costs of segments are looked at between two pauses. */
const manyLooks = 100_000;

function* cut(values: readonly number[], shortest: number, penalty: number, memory: number): Pieces<Cut> {
  const n = values.length;
  const segments = segmentsOf(values, memory);
  const fine = penalty * noiseVariance(values.slice(1).map((value, i) => value - memory * values[i]!));
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  best[0] = -fine;
  const last = new Int32Array(n + 1);
  // the first value of a segment may cost more than as one of a longer segment, though hardly ever by a whole penalty
  const slack = memory === 0 ? 0 : fine;
  let open = [0];
  let looked = 0;
  for (let to = shortest; to <= n; to++) {
    looked += open.length;
    if (looked > manyLooks) {
      looked = 0;
      yield to / n;
    }
    for (const from of open) {
      const total = best[from]! + segments.cost(from, to) + fine;
      if (to - from >= shortest && total < best[to]!) {
        best[to] = total;
        last[to] = from;
      }
    }
    open = open.filter(
      (from) => to - from < shortest || best[from]! + segments.cost(from, to) <= best[to]! + slack,
    );
    if (to + 1 - shortest >= shortest) open.push(to + 1 - shortest);
  }
  const edges = [n];
  while (edges[0]! > 0) edges.unshift(last[edges[0]!]!);
  const squares = edges.slice(1).reduce((sum, to, k) => sum + segments.cost(edges[k]!, to), 0);
  const starts = -Math.log(1 - memory * memory) * (edges.length - 1);
  return { edges, segments, length: n * Math.log(squares / n) + starts + penalty * (edges.length - 2) };
}

interface Segments {
  cost(from: number, to: number): number;
  mean(from: number, to: number): number;
}

/**
 * Least squares of a constant mean in [from, to) by generalised least squares: the first value has weight 1 − memory², each
 * other is compared with what its neighbour leaves of it.
 */
function segmentsOf(values: readonly number[], memory: number): Segments {
  const innovations = values.map((value, i) => (i === 0 ? 0 : value - memory * values[i - 1]!));
  const sums = cumulative(innovations);
  const squares = cumulative(innovations.map((value) => value * value));
  const own = 1 - memory * memory;
  const rest = 1 - memory;
  const parts = (from: number, to: number) => {
    const weight = own + (to - from - 1) * rest * rest;
    return { weight, sum: own * values[from]! + rest * (sums[to]! - sums[from + 1]!) };
  };
  return {
    cost(from, to) {
      const { weight, sum } = parts(from, to);
      return own * values[from]! ** 2 + squares[to]! - squares[from + 1]! - (sum * sum) / weight;
    },
    mean(from, to) {
      const { weight, sum } = parts(from, to);
      return sum / weight;
    },
  };
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
