import { allFinite, atLeast, sameLength } from '../check.ts';
import { constantColumn } from '../faults.ts';
import { midranks } from '../numeric/rank.ts';
import { correlation } from '../numeric/variance.ts';

type Numbers = ArrayLike<number>;

/** Spearman's rank correlation: Pearson's of the midranks, so that ties are right (Spearman 1904). */
export function spearman(x: Numbers, y: Numbers): number {
  checkPair(x, y);
  return correlation(midranks(x), midranks(y));
}

/** Pearson's correlation of two columns that vary. */
export function pearson(x: Numbers, y: Numbers): number {
  checkPair(x, y);
  return correlation(x, y);
}

function checkPair(x: Numbers, y: Numbers): void {
  sameLength('the second variable', y, x.length);
  atLeast('rows', x.length, 2);
  for (const [what, values] of [
    ['the first variable', x],
    ['the second variable', y],
  ] as const) {
    allFinite(what, values);
    if (constant(values)) throw constantColumn({ what });
  }
}

function constant(values: Numbers): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}
