import { allFinite, atLeast } from '../../check.ts';
import { constantColumn } from '../../faults.ts';
import { midranks, normalCdf, tieSizes } from '../../numeric/index.ts';
import { checkOptions, type OptionRules, oneOf, yesOrNo } from '../../options.ts';
import type { Alternative } from '../effect-estimate.ts';

export interface MannWhitney {
  /** Pairs in which the value of b is above that of a; equal ones count ½. */
  readonly u: number;
  /** P(b > a) + ½ P(b = a): u over the number of pairs. */
  readonly superiority: number;
  readonly p: number;
  readonly method: 'exact' | 'normal';
}

export interface MannWhitneyOptions {
  readonly alternative?: Alternative;
  /** Exact without ties and below 50 people a group unless told (as R does). */
  readonly method?: 'exact' | 'normal';
  /** Half a pair off the deviation in the normal approximation; yes unless told. */
  readonly continuity?: boolean;
}

const mannWhitneyOptionRules: OptionRules<MannWhitneyOptions> = {
  alternative: oneOf('two-sided', 'greater', 'less'),
  method: oneOf('exact', 'normal'),
  continuity: yesOrNo,
};

/**
 * Whether values of b tend to be above those of a (Mann & Whitney 1947; Wilcoxon's rank sum). The normal approximation
 * has the variance corrected for ties; `exact` is right only without ties.
 */
export function mannWhitney(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: MannWhitneyOptions = {},
): MannWhitney {
  checkOptions(options, mannWhitneyOptionRules);
  const { alternative = 'two-sided', method, continuity = true } = options;
  atLeast('people in a group', Math.min(a.length, b.length), 1);
  allFinite('values', a);
  allFinite('values', b);
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  const ranks = midranks(both);
  let rankSum = 0;
  for (let i = a.length; i < both.length; i++) rankSum += ranks[i]!;
  const u = rankSum - (b.length * (b.length + 1)) / 2;
  const ties = tieSizes(both);
  const small = ties.length === 0 && Math.max(a.length, b.length) < 50;
  const chosen = method ?? (small ? 'exact' : 'normal');
  const upper =
    chosen === 'exact'
      ? exactTail(a.length, b.length)
      : normalTail(a.length, b.length, ties, continuity ? 0.5 : 0);
  const pairs = a.length * b.length;
  const p = {
    greater: () => upper(u),
    less: () => upper(pairs - u),
    'two-sided': () => 2 * upper(Math.max(u, pairs - u)),
  }[alternative]();
  return { u, superiority: u / pairs, p: Math.min(1, p), method: chosen };
}

/** P(U ≥ u): counts of U are the coefficients of a Gaussian binomial, Π (1 − qⁿ⁺ⁱ) / (1 − qⁱ). */
function exactTail(n: number, m: number): (u: number) => number {
  const pairs = n * m;
  const counts = new Float64Array(pairs + 1);
  counts[0] = 1;
  for (let i = 1; i <= m; i++) {
    for (let q = pairs; q >= n + i; q--) counts[q]! -= counts[q - n - i]!;
    for (let q = i; q <= pairs; q++) counts[q]! += counts[q - i]!;
  }
  const half = Math.floor(pairs / 2);
  for (let q = 0; q <= half; q++) counts[pairs - q] = counts[q]!;
  const all = counts.reduce((total, count) => total + count, 0);
  return (u) => {
    let tail = 0;
    for (let q = pairs; q >= Math.max(0, Math.ceil(u - 1e-9)); q--) tail += counts[q]!;
    return tail / all;
  };
}

function normalTail(
  n: number,
  m: number,
  ties: readonly number[],
  continuity: number,
): (u: number) => number {
  const all = n + m;
  const tied = ties.reduce((total, size) => total + (size ** 3 - size), 0) / (all * (all - 1));
  const deviation = Math.sqrt(((n * m) / 12) * (all + 1 - tied));
  if (!(deviation > 0)) throw constantColumn({ what: 'the metric' });
  return (u) => normalCdf(-(u - (n * m) / 2 - continuity) / deviation);
}
