import { outOfRange } from '../faults.ts';
import { normalCdf, normalQuantile, root } from '../numeric/index.ts';
import { type SequenceOptions, sequenceCriticalValue } from './confidence-sequence.ts';

/** What a planned test shall be able to do. Power counts findings in the true direction; by arcsine both, as R's pwr does. */
export interface Plan {
  /** 0.05 unless told. */
  readonly alpha?: number;
  /** 0.8 unless told. */
  readonly power?: number;
  readonly sides?: 1 | 2;
  /** People of group b for each of group a; 1 unless told. */
  readonly ratio?: number;
}

/** How the variance of two shares is taken: as the pooled z test does, each share's own, or made constant by arcsine (Cohen 1988). */
export type ShareMethod = 'pooled' | 'unpooled' | 'arcsine';

/** People needed in group a (not rounded) to tell share `b` from share `a` (Fleiss, Levin & Paik 2003, chapter 4). */
export function sampleSizeForShares(
  a: number,
  b: number,
  plan: Plan = {},
  method: ShareMethod = 'pooled',
): number {
  const { ratio } = settled(plan);
  if (refuseShare(a) === refuseShare(b))
    throw outOfRange({ what: 'the effect', given: 0, allowed: 'other than 0' });
  const { forTest, forPower } = normalScores(plan);
  if (method === 'arcsine') {
    const least = ((1 + 1 / ratio) * (forTest + forPower) ** 2) / angleBetween(a, b) ** 2;
    const missing = (n: number) => powerForShares(n, a, b, plan, method) - settled(plan).power;
    return root(missing, least / 2, 2 * least);
  }
  const own = Math.sqrt(a * (1 - a) + (b * (1 - b)) / ratio);
  const common = (a + ratio * b) / (1 + ratio);
  const tested = method === 'pooled' ? Math.sqrt(common * (1 - common) * (1 + 1 / ratio)) : own;
  return ((forTest * tested + forPower * own) / (b - a)) ** 2;
}

/** People needed in group a (not rounded) to find a difference of means where values have this standard deviation. */
export function sampleSizeForMeans(effect: number, deviation: number, plan: Plan = {}): number {
  const { ratio } = settled(plan);
  if (effect === 0) throw outOfRange({ what: 'the effect', given: 0, allowed: 'other than 0' });
  const { forTest, forPower } = normalScores(plan);
  return ((forTest + forPower) * deviation) ** 2 * ((1 + 1 / ratio) / effect ** 2);
}

/** Power of the z test of two shares with `n` people in group a. */
export function powerForShares(
  n: number,
  a: number,
  b: number,
  plan: Plan = {},
  method: ShareMethod = 'pooled',
): number {
  const { ratio } = settled(plan);
  const { forTest } = normalScores(plan);
  if (method === 'arcsine') {
    const shift = angleBetween(a, b) * Math.sqrt(n / (1 + 1 / ratio));
    return normalCdf(shift - forTest) + (settled(plan).sides === 2 ? normalCdf(-shift - forTest) : 0);
  }
  const own = Math.sqrt(spread(a) + spread(b) / ratio);
  const common = (a + ratio * b) / (1 + ratio);
  const tested = method === 'pooled' ? Math.sqrt(spread(common) * (1 + 1 / ratio)) : own;
  return normalCdf((Math.abs(b - a) * Math.sqrt(n) - forTest * tested) / own);
}

/** Power of the test of two means with `n` people in group a. */
export function powerForMeans(n: number, effect: number, deviation: number, plan: Plan = {}): number {
  const error = deviation * Math.sqrt((1 + 1 / settled(plan).ratio) / n);
  return normalCdf(Math.abs(effect) / error - normalScores(plan).forTest);
}

/** The least share above `a` that `n` people in group a can tell from it; none below 1 is a fault. */
export function detectableShare(
  n: number,
  a: number,
  plan: Plan = {},
  method: ShareMethod = 'pooled',
): number {
  const { power } = settled(plan);
  const missing = (b: number) => powerForShares(n, refuseShare(a), b, plan, method) - power;
  const most = 1 - 1e-12;
  if (!(missing(most) > 0))
    throw outOfRange({ what: 'people', given: n, allowed: 'more: no share below 1 could be told apart' });
  return root(missing, a + 1e-12, most);
}

/** The least difference of means that `n` people in group a can find. */
export function detectableDifference(n: number, deviation: number, plan: Plan = {}): number {
  const { forTest, forPower } = normalScores(plan);
  return (forTest + forPower) * deviation * Math.sqrt((1 + 1 / settled(plan).ratio) / n);
}

/**
 * The least difference of means that a confidence sequence finds with `n` people in group a by the last look; looks
 * before only add to the power, so this is on the safe side.
 */
export function detectableBySequence(
  n: number,
  deviation: number,
  plan: Plan = {},
  tightestAt?: SequenceOptions['tightestAt'],
): number {
  const { ratio, alpha } = settled(plan);
  const critical = sequenceCriticalValue(n * (1 + ratio), { alpha, tightestAt });
  return (critical + normalScores(plan).forPower) * deviation * Math.sqrt((1 + 1 / ratio) / n);
}

/** People needed in group a (not rounded) so that a confidence sequence finds a difference of means by the last look. */
export function sampleSizeForSequence(
  effect: number,
  deviation: number,
  plan: Plan = {},
  tightestAt?: SequenceOptions['tightestAt'],
): number {
  const least = sampleSizeForMeans(effect, deviation, plan);
  const missing = (n: number) => detectableBySequence(n, deviation, plan, tightestAt) - Math.abs(effect);
  return root(missing, least / 2, 1000 * least, 1e-9);
}

/** Cohen's h: the difference of shares on a scale on which their variance is the same everywhere. */
function angleBetween(a: number, b: number): number {
  const angle = (share: number) => 2 * Math.asin(Math.sqrt(refuseShare(share)));
  return Math.abs(angle(b) - angle(a));
}

function settled({ alpha = 0.05, power = 0.8, sides = 2, ratio = 1 }: Plan): Required<Plan> {
  for (const [what, given] of Object.entries({ alpha, power }))
    if (!(given > 0 && given < 1)) throw outOfRange({ what, given, allowed: 'between 0 and 1' });
  if (!(ratio > 0)) throw outOfRange({ what: 'the ratio of groups', given: ratio, allowed: 'above 0' });
  return { alpha, power, sides, ratio };
}

function normalScores(plan: Plan): { readonly forTest: number; readonly forPower: number } {
  const { alpha, power, sides } = settled(plan);
  return { forTest: normalQuantile(1 - alpha / sides), forPower: normalQuantile(power) };
}

function refuseShare(share: number): number {
  if (!(share > 0 && share < 1))
    throw outOfRange({ what: 'a share', given: share, allowed: 'between 0 and 1' });
  return share;
}

const spread = (share: number) => refuseShare(share) * (1 - share);
