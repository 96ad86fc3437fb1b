import { allFinite, atLeast, positive, wholeNumber } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { aNumber, checkOptions, type OptionRules, yesOrNo } from '../options.ts';
import { bisquareWeights } from './bisquare.ts';
import { loess, loessAt, loessParameters } from './loess.ts';

/** y = seasonal + trend + remainder, value by value. */
export interface Decomposition {
  readonly seasonal: Float64Array;
  readonly trend: Float64Array;
  readonly remainder: Float64Array;
}

export interface StlOptions {
  /** Values that the season of one phase is smoothed over; left out, the season is the same in every cycle. */
  readonly seasonalWidth?: number;
  /** Values that the trend is smoothed over; left out, as the paper advises: about one and a half cycles. */
  readonly trendWidth?: number;
  /** Weighs values with great remainders down, in 15 rounds. */
  readonly robust?: boolean;
}

const stlOptionRules: OptionRules<StlOptions> = {
  seasonalWidth: aNumber,
  trendWidth: aNumber,
  robust: yesOrNo,
};

/**
 * Seasonal-trend decomposition by local regression (Cleveland, Cleveland, McRae & Terpenning 1990) of an evenly spaced
 * series of at least two cycles, with the widths, degrees and jumps of R's `stl`.
 */
export function stl(y: ArrayLike<number>, period: number, options: StlOptions = {}): Decomposition {
  checkOptions(options, stlOptionRules);
  const n = y.length;
  wholeNumber('period', period, 2);
  atLeast('values of the series', n, 2 * period);
  allFinite('the series', y);
  const periodic = options.seasonalWidth === undefined;
  const widths = widthsFor(n, period, options);
  const values = Float64Array.from(y);
  let robustness: Float64Array | undefined;
  let parts = innerLoop(values, period, widths, new Float64Array(n), undefined, options.robust ? 1 : 2);
  for (let round = 0; options.robust && round < 15; round++) {
    robustness = bisquareWeights(values.map((value, i) => value - parts.seasonal[i]! - parts.trend[i]!));
    parts = innerLoop(values, period, widths, parts.trend, robustness, 1);
  }
  const seasonal = periodic ? cycleMeans(parts.seasonal, period) : parts.seasonal;
  const remainder = values.map((value, i) => value - seasonal[i]! - parts.trend[i]!);
  return { seasonal, trend: parts.trend, remainder };
}

/**
 * Parameters (see `loessParameters`) of a decomposition with the same season in every cycle: one for each phase and those
 * of the trend, less the level that both have (Hastie & Tibshirani 1990, 5.4).
 */
export function stlParameters(n: number, period: number, trendWidth: number): number {
  return period - 1 + loessParameters(n, nextOdd(trendWidth), 1);
}

function widthsFor(n: number, period: number, { seasonalWidth, trendWidth }: StlOptions): Widths {
  if (seasonalWidth !== undefined && !(seasonalWidth >= 3))
    throw outOfRange({ what: 'width of the season', given: seasonalWidth, allowed: '3 or more' });
  if (trendWidth !== undefined) positive('width of the trend', trendWidth);
  const seasonal = seasonalWidth === undefined ? 10 * n + 1 : nextOdd(seasonalWidth);
  return {
    seasonal,
    trend: nextOdd(trendWidth ?? Math.ceil((1.5 * period) / (1 - 1.5 / seasonal))),
    low: nextOdd(period),
  };
}

interface Widths {
  readonly seasonal: number;
  readonly trend: number;
  readonly low: number;
}

/** Season from the series without trend, trend from the series without season, by turns. */
function innerLoop(
  y: Float64Array,
  period: number,
  widths: Widths,
  firstTrend: Float64Array,
  robustness: Float64Array | undefined,
  turns: number,
) {
  const n = y.length;
  const jump = (width: number) => Math.ceil(width / 10);
  let trend = firstTrend;
  let seasonal = new Float64Array(n);
  for (let turn = 0; turn < turns; turn++) {
    const detrended = y.map((value, i) => value - trend[i]!);
    const cycles = smoothPhases(detrended, period, widths, robustness);
    const passed = movingMean(movingMean(movingMean(cycles, period), period), 3);
    const low = loess(passed, widths.low, 1, jump(widths.low));
    seasonal = Float64Array.from({ length: n }, (_, i) => cycles[i + period]! - low[i]!);
    const rest = y.map((value, i) => value - seasonal[i]!);
    trend = loess(rest, widths.trend, 1, jump(widths.trend), robustness);
  }
  return { seasonal, trend };
}

/** Each phase of the cycle smoothed over the cycles, and one cycle more at either end. */
function smoothPhases(y: Float64Array, period: number, { seasonal }: Widths, robustness?: Float64Array) {
  const extended = new Float64Array(y.length + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const own = everyNth(y, phase, period);
    const weights = robustness && everyNth(robustness, phase, period);
    const smooth = loess(own, seasonal, 0, Math.ceil(seasonal / 10), weights);
    extended[phase] = loessAt(own, -1, seasonal, 0, weights);
    for (const [cycle, value] of smooth.entries()) extended[phase + (cycle + 1) * period] = value;
    const after = phase + (own.length + 1) * period;
    if (after < extended.length) extended[after] = loessAt(own, own.length, seasonal, 0, weights);
  }
  return extended;
}

function everyNth(values: Float64Array, first: number, step: number): Float64Array {
  const some = new Float64Array(Math.ceil((values.length - first) / step));
  for (let k = 0; k < some.length; k++) some[k] = values[first + k * step]!;
  return some;
}

function movingMean(y: Float64Array, width: number): Float64Array {
  const means = new Float64Array(y.length - width + 1);
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    total += y[i]! - (y[i - width] ?? 0);
    if (i >= width - 1) means[i - width + 1] = total / width;
  }
  return means;
}

function cycleMeans(seasonal: Float64Array, period: number): Float64Array<ArrayBuffer> {
  const totals = new Float64Array(period);
  const counts = new Float64Array(period);
  for (const [i, value] of seasonal.entries()) {
    totals[i % period]! += value;
    counts[i % period]!++;
  }
  return Float64Array.from(seasonal, (_, i) => totals[i % period]! / counts[i % period]!);
}

function nextOdd(width: number): number {
  const whole = Math.round(width);
  return whole % 2 === 0 ? whole + 1 : whole;
}
