import { binaryTarget } from '../check.ts';
import { oneClass, outOfRange } from '../faults.ts';
import { order } from '../numeric/index.ts';
import {
  areaUnder,
  qiniGain,
  type TargetingGain,
  type UpliftCurve,
  upliftCurve,
  upliftGain,
} from './uplift-curve.ts';

/**
 * Qini coefficient as scikit-uplift has it (`qini_auc_score`): the area between the Qini curve and the straight line of
 * targeting by chance, over the same area of a perfect score. 0 is chance, 1 perfect; for outcomes of 0 and 1.
 */
export function qiniAuc(outcome: Float64Array, score: Float64Array, treated: Float64Array): number {
  return qiniScale(outcome, treated)(upliftCurve(outcome, score, treated, qiniGain));
}

/** The same of the uplift curve (`uplift_auc_score`, also called AUUC). */
export function upliftAuc(outcome: Float64Array, score: Float64Array, treated: Float64Array): number {
  return upliftScale(outcome, treated)(upliftCurve(outcome, score, treated, upliftGain));
}

/** Turns Qini curves of these people into coefficients. */
export function qiniScale(outcome: Float64Array, treated: Float64Array): (curve: UpliftCurve) => number {
  const perfect = outcome.map((y, i) => y * (treated[i] === 1 ? 1 : -1));
  return scale(outcome, treated, perfect, qiniGain);
}

/** Turns uplift curves of these people into coefficients. */
export function upliftScale(outcome: Float64Array, treated: Float64Array): (curve: UpliftCurve) => number {
  let yesWithout = 0;
  let noWith = 0;
  for (let i = 0; i < outcome.length; i++) {
    if (outcome[i] === 1 && treated[i] === 0) yesWithout++;
    if (outcome[i] === 0 && treated[i] === 1) noWith++;
  }
  const summand = yesWithout > noWith ? outcome : treated;
  const perfect = outcome.map((y, i) => (y === treated[i] ? 2 : 0) + summand[i]!);
  return scale(outcome, treated, perfect, upliftGain);
}

/** Difference of mean outcomes among the `part` of people with the best scores (`uplift_at_k`, overall); the later row first among equals. */
export function upliftAt(
  outcome: Float64Array,
  score: Float64Array,
  treated: Float64Array,
  part: number,
): number {
  if (!(part > 0 && part <= 1))
    throw outOfRange({ what: 'the part', given: part, allowed: 'above 0, at most 1' });
  const counts = [0, 0];
  const sums = [0, 0];
  for (const row of order(score)
    .reverse()
    .slice(0, Math.floor(score.length * part))) {
    counts[treated[row]!]!++;
    sums[treated[row]!]! += outcome[row]!;
  }
  if (counts[0] === 0 || counts[1] === 0) throw oneClass({ what: 'treated, among the best scores,' });
  return sums[1]! / counts[1]! - sums[0]! / counts[0]!;
}

function scale(
  outcome: Float64Array,
  treated: Float64Array,
  perfectScore: Float64Array,
  gain: TargetingGain,
) {
  binaryTarget('outcome', outcome);
  const perfect = upliftCurve(outcome, perfectScore, treated, gain);
  const byChance = (perfect.people.at(-1)! * perfect.gains.at(-1)!) / 2;
  const most = areaUnder(perfect) - byChance;
  return (curve: UpliftCurve) => (areaUnder(curve) - byChance) / most;
}
