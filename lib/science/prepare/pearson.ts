import { constantColumn } from '../faults.ts';
import { correlation } from '../numeric/variance.ts';
import { checkPair } from './check-pair.ts';

/** Pearson's correlation of two columns, both of which vary (Pearson 1895). */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  checkPair(x, y);
  const r = correlation(x, y);
  if (!Number.isFinite(r))
    throw constantColumn({ what: 'one of the variables, as far as it can be squared,' });
  return r;
}
