import { atLeast } from '../../check.ts';
import { constantColumn, outOfRange } from '../../faults.ts';
import { criticalValue, type EffectEstimate, effectEstimate, type TestOptions } from '../effect-estimate.ts';

/** How many of `n` did it. */
export interface Successes {
  readonly successes: number;
  readonly n: number;
}

export interface ProportionOptions extends TestOptions {
  /** One common share under the null hypothesis (the usual test) rather than each group's own. */
  readonly pooled?: boolean;
}

/**
 * Difference of two shares b − a by the z test. The interval is Wald's in both forms (each group's own variance);
 * the pooled share enters only the statistic, and `error` is the one that the statistic was divided by.
 */
export function proportionTest(
  a: Successes,
  b: Successes,
  { pooled = true, ...options }: ProportionOptions = {},
): EffectEstimate {
  const estimate = shareOf(b) - shareOf(a);
  const n = a.n + b.n;
  const own = Math.sqrt(spread(shareOf(a)) / a.n + spread(shareOf(b)) / b.n);
  const common = Math.sqrt(spread((a.successes + b.successes) / n) * (1 / a.n + 1 / b.n));
  const error = pooled ? common : own;
  if (!(error > 0)) throw constantColumn({ what: 'the outcome' });
  const half = criticalValue(options.level ?? 0.95) * own;
  return {
    ...effectEstimate({ estimate, error, n }, options),
    low: estimate - half,
    high: estimate + half,
  };
}

/** Interval of a share by the score test (Wilson 1927): never leaves [0, 1], right for small n. */
export function wilsonInterval(of: Successes, level = 0.95): { readonly low: number; readonly high: number } {
  const z2 = criticalValue(level) ** 2;
  const share = shareOf(of);
  const centre = (share + z2 / (2 * of.n)) / (1 + z2 / of.n);
  const half = Math.sqrt(z2 * (spread(share) / of.n + z2 / (4 * of.n ** 2))) / (1 + z2 / of.n);
  return {
    low: of.successes === 0 ? 0 : Math.max(0, centre - half),
    high: of.successes === of.n ? 1 : Math.min(1, centre + half),
  };
}

/** Interval of the difference of two shares b − a from their Wilson intervals (Newcombe 1998, method 10). */
export function newcombeInterval(
  a: Successes,
  b: Successes,
  level = 0.95,
): { readonly low: number; readonly high: number } {
  const [inA, inB] = [wilsonInterval(a, level), wilsonInterval(b, level)];
  const [shareA, shareB] = [shareOf(a), shareOf(b)];
  return {
    low: shareB - shareA - Math.hypot(shareB - inB.low, inA.high - shareA),
    high: shareB - shareA + Math.hypot(inB.high - shareB, shareA - inA.low),
  };
}

function shareOf({ successes, n }: Successes): number {
  atLeast('people in a group', n, 1);
  if (!(successes >= 0 && successes <= n))
    throw outOfRange({ what: 'successes', given: successes, allowed: `from 0 to ${n}` });
  return successes / n;
}

const spread = (share: number) => share * (1 - share);
