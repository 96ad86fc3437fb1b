import { notNegative, positive, properShare } from '../../check.ts';
import { outOfRange } from '../../faults.ts';
import { betaCdf, betaQuantile, root } from '../../numeric/index.ts';
import type { EffectBelief } from '../bayesian-effect.ts';
import type { Successes } from '../fixed/proportion-test.ts';
import { type BetaBelief, expectation } from './beta-expectation.ts';

/** The belief after `successes` of `n`, from a prior that is uniform unless told. */
export function betaBelief(
  { successes, n }: Successes,
  prior: BetaBelief = { alpha: 1, beta: 1 },
): BetaBelief {
  notNegative('people', n);
  if (!(successes >= 0 && successes <= n))
    throw outOfRange({ what: 'successes', given: successes, allowed: `from 0 to ${n}` });
  const [alpha, beta] = [prior.alpha + successes, prior.beta + n - successes];
  refuseBelief({ alpha, beta });
  return { alpha, beta };
}

function refuseBelief({ alpha, beta }: BetaBelief): void {
  positive('alpha of a belief', alpha);
  positive('beta of a belief', beta);
}

/** For each belief, the chance that its share is the greatest of all; the chances add up to one. */
export function chancesToBeBest(beliefs: readonly BetaBelief[]): number[] {
  beliefs.forEach(refuseBelief);
  return beliefs.map((own, k) =>
    expectation(own, beliefs, (share) =>
      beliefs.reduce(
        (product, { alpha, beta }, j) => (j === k ? product : product * betaCdf(share, alpha, beta)),
        1,
      ),
    ),
  );
}

/**
 * How share b differs from share a: b − a, or b / a − 1 if `relative`. The chance to win is exact; the risk of taking b
 * is E max(a − b, 0) in points of the share (also if `relative`), and the quantiles of the difference are found by root.
 */
export function compareBeliefs(
  a: BetaBelief,
  b: BetaBelief,
  { relative = false, level = 0.95 }: { readonly relative?: boolean; readonly level?: number } = {},
): EffectBelief {
  refuseBelief(a);
  refuseBelief(b);
  properShare('level', level);
  if (relative && !(a.alpha > 2))
    throw outOfRange({
      what: 'alpha of the first belief',
      given: a.alpha,
      allowed: 'above 2 for a relative difference',
    });
  const tail = (1 - level) / 2;
  const { mean, variance } = relative ? relativeMoments(a, b) : absoluteMoments(a, b);
  const quantile = (p: number) => quantileOfDifference(a, b, p, relative);
  return {
    estimate: mean,
    deviation: Math.sqrt(variance),
    chanceToWin: chanceAbove(a, b),
    risk: { a: loss(b, a), b: loss(a, b) },
    low: quantile(tail),
    high: quantile(1 - tail),
  };
}

const chanceAbove = (a: BetaBelief, b: BetaBelief) =>
  expectation(b, [a, b], (share) => betaCdf(share, a.alpha, a.beta));

/** E max(lost − taken, 0) = E[lost; lost > taken] − E[taken; lost > taken], each the mean times a chance of a belief with alpha + 1. */
function loss(lost: BetaBelief, taken: BetaBelief): number {
  const raised = (of: BetaBelief) => ({ ...of, alpha: of.alpha + 1 });
  return Math.max(
    0,
    meanOf(lost) * chanceAbove(taken, raised(lost)) - meanOf(taken) * chanceAbove(raised(taken), lost),
  );
}

function quantileOfDifference(a: BetaBelief, b: BetaBelief, p: number, relative: boolean): number {
  const edge = (of: BetaBelief, share: number) => betaQuantile(share, of.alpha, of.beta);
  const combine = (x: number, y: number) => (relative ? y / x - 1 : y - x);
  const bound = (x: number, d: number) => Math.min(1, Math.max(0, relative ? x * (1 + d) : x + d));
  const below = (d: number) =>
    expectation(a, [a, b], (share) => betaCdf(bound(share, d), b.alpha, b.beta)) - p;
  const tiny = Math.min(p, 1 - p) / 100;
  return root(
    below,
    combine(edge(a, 1 - tiny), edge(b, tiny)),
    combine(edge(a, tiny), edge(b, 1 - tiny)),
    1e-8,
  );
}

const meanOf = ({ alpha, beta }: BetaBelief) => alpha / (alpha + beta);
const varianceOf = ({ alpha, beta }: BetaBelief) =>
  (alpha * beta) / ((alpha + beta) ** 2 * (alpha + beta + 1));

function absoluteMoments(a: BetaBelief, b: BetaBelief) {
  return { mean: meanOf(b) - meanOf(a), variance: varianceOf(a) + varianceOf(b) };
}

/** From E[1/a] = (α + β − 1) / (α − 1) and E[1/a²] = (α + β − 1)(α + β − 2) / ((α − 1)(α − 2)). */
function relativeMoments(a: BetaBelief, b: BetaBelief) {
  const inverse = (a.alpha + a.beta - 1) / (a.alpha - 1);
  const inverseSquare = (inverse * (a.alpha + a.beta - 2)) / (a.alpha - 2);
  const ratio = meanOf(b) * inverse;
  return { mean: ratio - 1, variance: (varianceOf(b) + meanOf(b) ** 2) * inverseSquare - ratio ** 2 };
}
