import { allFinite, atLeast, wholeNumber } from '../check.ts';
import { stl } from './stl.ts';

/** y = all seasons + trend + remainder. */
export interface MultipleDecomposition {
  /** One for each period, in the order given. */
  readonly seasonals: readonly Float64Array[];
  readonly trend: Float64Array;
  readonly remainder: Float64Array;
}

/**
 * Decomposition with several seasons, such as the week and the year of daily values, by turns of STL
 * (Bandara, Hyndman & Bergmeir 2021). @param periods from the shortest to the longest
 */
export function mstl(y: ArrayLike<number>, periods: readonly number[], turns = 2): MultipleDecomposition {
  atLeast('periods', periods.length, 1);
  allFinite('the series', y);
  wholeNumber('turns', turns, 1);
  const seasonals: Float64Array[] = periods.map(() => new Float64Array(y.length));
  let rest = Float64Array.from(y);
  let trend: Float64Array = new Float64Array(y.length);
  for (let turn = 0; turn < turns; turn++)
    for (const [k, period] of periods.entries()) {
      const own = rest.map((value, i) => value + seasonals[k]![i]!);
      const parts = stl(own, period, { seasonalWidth: 7 + 4 * (k + 1) });
      seasonals[k] = parts.seasonal;
      trend = parts.trend;
      rest = own.map((value, i) => value - parts.seasonal[i]!);
    }
  return { seasonals, trend, remainder: rest.map((value, i) => value - trend[i]!) };
}
