import { allFinite, atLeast, wholeNumber } from '../check.ts';
import { loessNoise } from './loess.ts';
import { stl } from './stl.ts';

/** y = all seasons + trend + remainder. */
export interface MultipleDecomposition {
  /** One for each period, in the order given. */
  readonly seasonals: readonly Float64Array[];
  readonly trend: Float64Array;
  readonly remainder: Float64Array;
}

/** Cycles that the season of the k-th period is smoothed over. */
const widthOf = (k: number) => 7 + 4 * (k + 1);

/**
 * How much wider than the noise that is left over makes them the limits of forecasts must be: a season that follows the
 * noise leaves less of it over, and is itself off by some of it in the cycles to come.
 */
export function seasonWidening(n: number, periods: readonly number[]): number {
  let left = 1;
  let added = 1;
  for (const [k, period] of periods.entries()) {
    const noise = loessNoise(Math.floor(n / period), widthOf(k), 0);
    // of a cycle's mean nothing goes to the season
    const own = 1 - 1 / period;
    left *= 1 - own * (1 - noise.left);
    added += own * noise.last;
  }
  return Math.sqrt(added / left);
}

/**
 * Decomposition with several seasons, such as the week and the year of daily values, by turns of STL
 * (Bandara, Hyndman & Bergmeir 2021), with the widths of R's `mstl`, which takes one turn where there is one season.
 * @param periods from the shortest to the longest
 */
export function mstl(
  y: ArrayLike<number>,
  periods: readonly number[],
  turns = periods.length > 1 ? 2 : 1,
): MultipleDecomposition {
  atLeast('periods', periods.length, 1);
  allFinite('the series', y);
  wholeNumber('turns', turns, 1);
  const seasonals: Float64Array[] = periods.map(() => new Float64Array(y.length));
  let rest = Float64Array.from(y);
  let trend: Float64Array = new Float64Array(y.length);
  for (let turn = 0; turn < turns; turn++)
    for (const [k, period] of periods.entries()) {
      const own = rest.map((value, i) => value + seasonals[k]![i]!);
      const parts = stl(own, period, { seasonalWidth: widthOf(k) });
      seasonals[k] = parts.seasonal;
      trend = parts.trend;
      rest = own.map((value, i) => value - parts.seasonal[i]!);
    }
  return { seasonals, trend, remainder: rest.map((value, i) => value - trend[i]!) };
}
