import { midranks } from '../numeric/rank.ts';
import { correlation } from '../numeric/variance.ts';
import { checkPair } from './check-pair.ts';

/** Spearman's rank correlation: Pearson's of the midranks, so that ties are right (Spearman 1904). */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  checkPair(x, y);
  return correlation(midranks(x), midranks(y));
}
