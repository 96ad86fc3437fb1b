import { correlation } from '../numeric/variance.ts';
import { checkPair } from './check-pair.ts';

/** Pearson's correlation of two columns, both of which vary (Pearson 1895). */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  checkPair(x, y);
  return correlation(x, y);
}
