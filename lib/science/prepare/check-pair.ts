import { allFinite, atLeast, sameLength } from '../check.ts';
import { constantColumn } from '../faults.ts';

type Numbers = ArrayLike<number>;

/** Refuses two variables that cannot be correlated: of other lengths, not finite, or constant. */
export function checkPair(x: Numbers, y: Numbers): void {
  sameLength('the second variable', y, x.length);
  atLeast('rows', x.length, 2);
  refuseConstant('the first variable', x);
  refuseConstant('the second variable', y);
}

function refuseConstant(what: string, values: Numbers): void {
  allFinite(what, values);
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return;
  throw constantColumn({ what });
}
