import { seededRandom } from '#lib/core';
import { allFinite, atLeast, properShare, sameLength, varying, wholeNumber } from '../check.ts';
import { noConvergence, outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { type LeastSquares, leastSquares } from '../numeric/levenberg-marquardt.ts';
import { quantile } from '../numeric/quantile.ts';
import { variance } from '../numeric/variance.ts';
import { aNumber, checkOptions, type OptionRules } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';
import { type Interval, type ProfiledFit, profileInterval } from './profile-interval.ts';
import {
  boundsOf,
  type Channel,
  type ChannelParameter,
  channelParameters,
  outcomeOf,
  placeOf,
  responseAt,
  responseResiduals,
} from './response-terms.ts';

/** How spending turned into an outcome: a base, and of each channel what is carried over and how it saturates. */
export interface ResponseModel {
  readonly kind: 'response';
  readonly version: 1;
  readonly base: number;
  readonly channels: readonly Channel[];
  /** By channel: what the parameters may be, given the noise. */
  readonly intervals: readonly Readonly<Record<ChannelParameter, Interval>>[];
  /** Of the intervals. */
  readonly level: number;
  /** Share of the outcome's variance that is explained. */
  readonly r2: number;
  /** Fits from how many starts ended, of how many. */
  readonly starts: { readonly tried: number; readonly converged: number };
}

export interface ResponseOptions {
  /** Of the intervals; 0.95. */
  readonly level?: number;
  /** Fits are tried from so many starts; 16. */
  readonly starts?: number;
  /** Starts beyond the first six are drawn; 1. */
  readonly seed?: number;
}

const responseOptionRules: OptionRules<ResponseOptions> = { level: aNumber, starts: aNumber, seed: aNumber };

/**
 * Least squares of outcome = base + Σ Hill(adstock(spending)) (the model of Jin, Wang, Sun, Chan & Koehler 2017) by
 * Levenberg-Marquardt, the best of the starts that end. Intervals are those of the profile likelihood (Bates & Watts 1988,
 * Nonlinear regression, chapter 6): they hold for noise that is alike in all periods and without memory.
 * @param spending a column of periods for each channel, 0 or more, in the order of time
 * @param outcome as many periods
 */
export async function fitResponse(
  spending: readonly Float64Array[],
  outcome: Float64Array,
  options: ResponseOptions = {},
  work: Work = {},
): Promise<ResponseModel> {
  checkOptions(options, responseOptionRules);
  const { level = 0.95, starts: tried = 16, seed = 1 } = options;
  checkSeries(spending, outcome);
  properShare('level', level);
  wholeNumber('starts', tried, 1, 1000);
  const fits: LeastSquares[] = [];
  const bounds = boundsOf(spending);
  for (const [at, start] of startsFor(spending, outcome, tried, seed).entries()) {
    fits.push(leastSquares((theta) => responseResiduals(theta, spending, outcome), start, bounds));
    await checkpoint(work, (0.3 * (at + 1)) / tried);
  }
  const ended = fits.filter(({ converged }) => converged);
  if (ended.length === 0) throw noConvergence({ what: 'the response to spending', iterations: 500 });
  const best = ended.reduce((a, b) => (b.value < a.value ? b : a));
  const fit = { spending, outcome, theta: best.x, squares: best.value };
  return {
    kind: 'response',
    version: 1,
    ...responseAt(best.x),
    intervals: await parameterRanges(fit, level, work),
    level,
    r2: 1 - best.value / (outcome.length * variance(outcome, 0)),
    starts: { tried, converged: ended.length },
  };
}

/** The outcome that the model expects of such spending, period by period. */
export function predictResponse(model: ResponseModel, spending: readonly Float64Array[]): Float64Array {
  expectModel(model, 1, 'response');
  sameLength('the channels of spending', spending, model.channels.length);
  for (const [c, column] of spending.entries()) checkSpending(column, c, spending[0]!.length);
  return outcomeOf(model, spending);
}

/** Refuses series that no response can be learnt from. */
export function checkSeries(spending: readonly Float64Array[], outcome: Float64Array): void {
  atLeast('channels', spending.length, 1);
  atLeast('periods', outcome.length, 1 + 4 * spending.length + 1);
  allFinite('outcome', outcome);
  varying('outcome', outcome);
  for (const [c, column] of spending.entries()) {
    checkSpending(column, c, outcome.length);
    varying(`spending of channel ${c + 1}`, column);
  }
}

function checkSpending(column: Float64Array, channel: number, periods: number): void {
  const what = `spending of channel ${channel + 1}`;
  sameLength(what, column, periods);
  allFinite(what, column);
  const least = quantile(column, 0);
  if (least < 0) throw outOfRange({ what, given: least, allowed: '0 or more' });
}

async function parameterRanges(
  fit: ProfiledFit,
  level: number,
  work: Work,
): Promise<ResponseModel['intervals']> {
  const ranges: Record<ChannelParameter, Interval>[] = [];
  for (const c of fit.spending.keys()) {
    const none = { low: Number.NaN, high: Number.NaN };
    const range = { decay: none, scale: none, half: none, shape: none };
    for (const [at, parameter] of channelParameters.entries()) {
      const share = 0.3 + (0.7 * (4 * c + at)) / (4 * fit.spending.length);
      const found = await profileInterval(fit, (theta) => theta[placeOf(c, parameter)]!, level, work, share);
      range[parameter] =
        parameter === 'half' ? { low: Math.exp(found.low), high: Math.exp(found.high) } : found;
    }
    ranges.push(range);
  }
  return ranges;
}

const ladder = [
  { decay: 0.1, shape: 1 },
  { decay: 0.5, shape: 1 },
  { decay: 0.8, shape: 1 },
  { decay: 0.1, shape: 2 },
  { decay: 0.5, shape: 2 },
  { decay: 0.8, shape: 2 },
];

/** A ladder of carry-over and shapes alike in all channels, then draws that differ; base and scales fit them best. */
function startsFor(
  spending: readonly Float64Array[],
  outcome: Float64Array,
  tried: number,
  seed: number,
): Float64Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: tried }, (_, at) => {
    const channels = spending.map((column) => {
      const most = quantile(column, 1);
      const { decay, shape } = ladder[at] ?? { decay: 0.95 * random(), shape: 0.5 + 2.5 * random() };
      const half = at < ladder.length ? most / 2 : most * 10 ** (random() * 1.3 - 1);
      return { decay, curve: { scale: 0, half, shape } };
    });
    return withBestScales(channels, spending, outcome);
  });
}

function withBestScales(
  channels: readonly Channel[],
  spending: readonly Float64Array[],
  outcome: Float64Array,
): Float64Array {
  const theta = Float64Array.from([
    0,
    ...channels.flatMap(({ decay, curve }) => [decay, 0, Math.log(curve.half), curve.shape]),
  ]);
  const scales = channels.map((_, c) => placeOf(c, 'scale'));
  const { jacobian } = responseResiduals(theta, spending, outcome);
  const columns = [jacobian[0]!, ...scales.map((place) => jacobian[place]!)];
  const linear = leastSquares(
    (x) => ({
      residuals: outcome.map((seen, t) =>
        columns.reduce((sum, column, i) => sum + x[i]! * column[t]!, -seen),
      ),
      jacobian: columns,
    }),
    new Float64Array(columns.length),
    {
      lower: [Number.NEGATIVE_INFINITY, ...scales.map(() => 0)],
      upper: columns.map(() => Number.POSITIVE_INFINITY),
    },
  );
  theta[0] = linear.x[0]!;
  for (const [c, place] of scales.entries()) theta[place] = linear.x[c + 1]!;
  return theta;
}
