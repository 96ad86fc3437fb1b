import { allFinite, atLeast, properShare, wholeNumber } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { aNumber, checkOptions, type OptionRules, yesOrNo } from '../options.ts';
import { startAugurs } from './augurs.ts';
import { seasonWidening } from './mstl.ts';

/** The values to come, with an interval that holds each with chance `level`. */
export interface SeriesForecast {
  readonly expected: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface ForecastOptions {
  readonly level?: number;
  /** Forecast the logarithm: for values above 0 whose seasons grow with them. */
  readonly log?: boolean;
}

const forecastOptionRules: OptionRules<ForecastOptions> = { level: aNumber, log: yesOrNo };

/**
 * Seasons by MSTL, what is left by exponential smoothing that is chosen by AIC (augurs), whose limits are widened by what
 * the seasons take of the noise. @param periods values in a season, such as [7] or [7, 365]
 */
export async function forecastMstl(
  y: ArrayLike<number>,
  periods: readonly number[],
  horizon: number,
  options: ForecastOptions = {},
): Promise<SeriesForecast> {
  checkOptions(options, forecastOptionRules);
  const level = checked(y, horizon, options);
  atLeast('periods', periods.length, 1);
  for (const period of periods) wholeNumber('period', period, 2);
  atLeast('values of the series', y.length, 2 * Math.max(...periods) + 1);
  const { default: start, MSTL } = await import('@bsull/augurs/mstl');
  await startAugurs('mstl', start);
  const model = MSTL.ets([...periods]);
  try {
    model.fit(options.log ? logOf(y) : Float64Array.from(y));
    const predicted = widened(model.predict(horizon, level), seasonWidening(y.length, periods));
    return seriesForecast(predicted, options.log);
  } finally {
    model.free();
  }
}

/** Exponential smoothing without seasons, its form chosen by AIC (augurs; Hyndman & Khandakar 2008). */
export async function forecastEts(
  y: ArrayLike<number>,
  horizon: number,
  options: ForecastOptions = {},
): Promise<SeriesForecast> {
  checkOptions(options, forecastOptionRules);
  const level = checked(y, horizon, options);
  atLeast('values of the series', y.length, 5);
  const { default: start, AutoETS } = await import('@bsull/augurs/ets');
  await startAugurs('ets', start);
  const model = new AutoETS(1, 'ZZN');
  try {
    model.fit(options.log ? logOf(y) : Float64Array.from(y));
    return seriesForecast(model.predict(horizon, level), options.log);
  } finally {
    model.free();
  }
}

interface Predicted {
  readonly point: readonly number[];
  readonly intervals: { readonly lower: readonly number[]; readonly upper: readonly number[] } | undefined;
}

function widened({ point, intervals }: Predicted, by: number): Predicted {
  if (!intervals) return { point, intervals };
  const wider = (limits: readonly number[]) => limits.map((limit, h) => point[h]! + by * (limit - point[h]!));
  return { point, intervals: { lower: wider(intervals.lower), upper: wider(intervals.upper) } };
}

export function seriesForecast({ point, intervals }: Predicted, log = false): SeriesForecast {
  const back = (values: readonly number[]) => (log ? values.map(Math.exp) : [...values]);
  return {
    expected: back(point),
    low: back(intervals?.lower ?? point),
    high: back(intervals?.upper ?? point),
  };
}

/** Refuses what cannot be forecast; answers the level. */
function checked(y: ArrayLike<number>, horizon: number, { level = 0.95 }: ForecastOptions): number {
  allFinite('the series', y);
  wholeNumber('the horizon', horizon, 1);
  properShare('level', level);
  return level;
}

function logOf(y: ArrayLike<number>): Float64Array {
  return Float64Array.from(y, (value, i) => {
    if (!(value > 0))
      throw outOfRange({
        what: `value ${i + 1} of a series on the log scale`,
        given: value,
        allowed: 'above 0',
      });
    return Math.log(value);
  });
}
