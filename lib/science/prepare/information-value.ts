import { binaryTarget } from '../check.ts';
import { contingency, margins } from './contingency.ts';

/** A level's share of zeros over its share of ones, in logs, and how many rows it has. */
export interface WeightOfEvidence {
  readonly code: number;
  readonly rows: number;
  /** log(share of ones / share of zeros): above 0 where ones are more frequent than elsewhere. */
  readonly weight: number;
  /** Its part of the information value. */
  readonly value: number;
}

/**
 * Weights of evidence of a variable given as codes (Good 1950), with respect to a 0/1 target; the parts sum to the
 * information value. Half a row is added to both classes of a level in which one of them does not occur.
 */
export function weightsOfEvidence(x: ArrayLike<number>, target: ArrayLike<number>): WeightOfEvidence[] {
  binaryTarget('the target', target);
  const counts = contingency(x, target);
  const { ofRows, ofColumns } = margins(counts);
  const [zeros, ones] = [ofColumns[0] ?? 0, ofColumns[1] ?? 0];
  return Array.from(ofRows.keys()).flatMap((code) => {
    const [z, o] = [counts.values[2 * code]!, counts.values[2 * code + 1]!];
    if (z + o === 0) return [];
    const half = z === 0 || o === 0 ? 0.5 : 0;
    const [shareOfOnes, shareOfZeros] = [(o + half) / ones, (z + half) / zeros];
    const weight = Math.log(shareOfOnes / shareOfZeros);
    return [{ code, rows: z + o, weight, value: (shareOfOnes - shareOfZeros) * weight }];
  });
}

/** Information value of a variable given as codes: below 0.02 useless, above 0.3 strong by custom (Siddiqi 2006). */
export function informationValue(x: ArrayLike<number>, target: ArrayLike<number>): number {
  return weightsOfEvidence(x, target).reduce((total, { value }) => total + value, 0);
}
