import { wholeNumber } from '../../check.ts';
import { logGamma } from '../../numeric/index.ts';
import type { Alternative } from '../effect-estimate.ts';

/** The tail is added up table by table. */
const mostCounts = 1e7;

export interface FisherExact {
  readonly p: number;
  /** Sample odds ratio a d / (b c); none where b c = 0. */
  readonly oddsRatio?: number;
}

/**
 * Fisher's exact test (1922) of the table a b / c d of counts. Two-sided as R and SciPy have it: all tables with the same
 * margins that are no more probable than this one. `greater` is an odds ratio above 1. Takes time in proportion to the
 * least margin.
 */
export function fisherExact(
  [[a, b], [c, d]]: readonly [readonly [number, number], readonly [number, number]],
  alternative: Alternative = 'two-sided',
): FisherExact {
  for (const count of [a, b, c, d]) wholeNumber('a count', count, 0, mostCounts);
  const from = Math.max(0, a - d);
  const to = Math.min(a + b, a + c);
  const logProbability = hypergeometric(a + b, c + d, a + c);
  const own = logProbability(a);
  const counts = {
    less: (x: number) => x <= a,
    greater: (x: number) => x >= a,
    'two-sided': (_: number, log: number) => log <= own + 1e-7,
  }[alternative];
  let p = 0;
  for (let x = from; x <= to; x++) {
    const log = logProbability(x);
    if (counts(x, log)) p += Math.exp(log);
  }
  return b * c === 0 ? { p: Math.min(1, p) } : { p: Math.min(1, p), oddsRatio: (a * d) / (b * c) };
}

/** log P(x of the `drawn` are from the first `white`, the rest from the other `black`). */
function hypergeometric(white: number, black: number, drawn: number): (x: number) => number {
  const all = logChoose(white + black, drawn);
  return (x) => logChoose(white, x) + logChoose(black, drawn - x) - all;
}

const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
