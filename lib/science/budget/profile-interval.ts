import { tQuantile } from '../numeric/distributions.ts';
import { leastSquares } from '../numeric/levenberg-marquardt.ts';
import { checkpoint, type Work } from '../work.ts';
import { boundsOf, responseResiduals } from './response-terms.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A response fitted by least squares, and what it was fitted to. */
export interface ProfiledFit {
  readonly spending: readonly Float64Array[];
  readonly outcome: Float64Array;
  readonly theta: Float64Array;
  /** The sum of squared residuals there. */
  readonly squares: number;
}

type Figure = (theta: Float64Array) => number;

/**
 * Interval of a figure of the parameters by its profile: the values at which the least sum of squares rises by no more
 * than t² · s². An end at which it never rises so far is where the bounds of the parameters hold it.
 */
export async function profileInterval(
  fit: ProfiledFit,
  figure: Figure,
  level: number,
  work: Work,
  share: number,
): Promise<Interval> {
  const freedom = fit.outcome.length - fit.theta.length;
  const noise = Math.sqrt(fit.squares / freedom);
  const wanted = tQuantile((1 + level) / 2, freedom);
  const ends = { low: figure(fit.theta), high: figure(fit.theta) };
  if (!(noise > 0)) return ends;
  for (const end of ['low', 'high'] as const) {
    ends[end] = endOf(fit, figure, end === 'low' ? -1 : 1, wanted, noise);
    await checkpoint(work, share);
  }
  return ends;
}

/** A place on the profile: the figure, how far it is from the best in standard errors, and the parameters there. */
interface Place {
  readonly figure: number;
  readonly errors: number;
  readonly theta: Float64Array;
}

/** Walks outwards until the profile is `wanted` standard errors away, then closes in between the last two places. */
function endOf(fit: ProfiledFit, figure: Figure, side: 1 | -1, wanted: number, noise: number): number {
  const best = figure(fit.theta);
  let inside: Place = { figure: best, errors: 0, theta: fit.theta };
  let step = 1e-3 * Math.max(Math.abs(best), 1e-3);
  let outside: Place | undefined;
  for (let trial = 0; trial < 60 && !outside; trial++) {
    const place = profiled(fit, figure, inside, inside.figure + side * step, noise);
    const gone = side * (place.figure - inside.figure);
    if (place.errors >= wanted) outside = place;
    else if (gone > 0.01 * step) {
      const rate = (place.errors - inside.errors) / gone;
      inside = place;
      const left = rate > 0 ? (1.05 * (wanted - place.errors)) / rate : Number.POSITIVE_INFINITY;
      step = Math.min(4 * step, Math.max(left, step / 4));
    } else return place.figure;
  }
  if (!outside) return side * Number.POSITIVE_INFINITY;
  for (let trial = 0; trial < 12 && outside.errors - wanted > 0.02; trial++) {
    const part = Math.min(0.9, Math.max(0.1, (wanted - inside.errors) / (outside.errors - inside.errors)));
    const to = inside.figure + part * (outside.figure - inside.figure);
    const place = profiled(fit, figure, inside, to, noise);
    if (place.errors >= wanted) outside = place;
    else inside = place;
    if (wanted - inside.errors < 0.02) return inside.figure;
  }
  return outside.figure;
}

/**
 * The least squares with the figure drawn to `to` by one more residual. However weakly it is drawn, what is reached has
 * the least sum of squares of all parameters with its figure, and so lies on the profile.
 */
function profiled(fit: ProfiledFit, figure: Figure, from: Place, to: number, noise: number): Place {
  const { spending, outcome, squares } = fit;
  const pull = (30 * noise) / Math.abs(to - from.figure);
  const { x, value } = leastSquares(
    (theta) => {
      const { residuals, jacobian } = responseResiduals(theta, spending, outcome);
      const slopes = slopesOf(figure, theta);
      return {
        residuals: appended(residuals, pull * (figure(theta) - to)),
        jacobian: jacobian.map((column, i) => appended(column, pull * slopes[i]!)),
      };
    },
    from.theta,
    boundsOf(spending),
    100,
  );
  const reached = figure(x);
  const rise = value - (pull * (reached - to)) ** 2 - squares;
  return { figure: reached, errors: Math.sqrt(Math.max(0, rise)) / noise, theta: x };
}

function appended(values: Float64Array, last: number): Float64Array {
  const longer = new Float64Array(values.length + 1);
  longer.set(values);
  longer[values.length] = last;
  return longer;
}

function slopesOf(figure: Figure, theta: Float64Array): Float64Array {
  const at = Float64Array.from(theta);
  return theta.map((value, i) => {
    const step = 1e-6 * Math.max(1, Math.abs(value));
    at[i] = value + step;
    const up = figure(at);
    at[i] = value - step;
    const slope = (up - figure(at)) / (2 * step);
    at[i] = value;
    return slope;
  });
}
