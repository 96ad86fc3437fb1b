import { allFinite, atLeast, sameLength, varying } from '../check.ts';

type Numbers = ArrayLike<number>;

/** Refuses two variables that cannot be correlated: of other lengths, not finite, or constant. */
export function checkPair(x: Numbers, y: Numbers): void {
  sameLength('the second variable', y, x.length);
  atLeast('rows', x.length, 2);
  for (const [what, values] of [
    ['the first variable', x],
    ['the second variable', y],
  ] as const) {
    allFinite(what, values);
    varying(what, values);
  }
}
