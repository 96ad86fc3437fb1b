import { allFinite, atLeast, sameLength, varying } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { lbfgs } from '../numeric/lbfgs.ts';
import { sum } from '../numeric/mean.ts';
import { quantile } from '../numeric/quantile.ts';
import { sigmoid } from '../numeric/special.ts';
import { variance } from '../numeric/variance.ts';
import { adstock } from './adstock.ts';
import { type Hill, hillResponse } from './hill.ts';

/** How spending turned into an outcome: a base, and of each channel what is carried over and how it saturates. */
export interface ResponseModel {
  readonly kind: 'response';
  readonly version: 1;
  readonly base: number;
  readonly channels: readonly { readonly decay: number; readonly curve: Hill }[];
  /** Share of the outcome's variance that is explained. */
  readonly r2: number;
}

/**
 * Least squares of outcome = base + Σ Hill(adstock(spending)) by L-BFGS on unbounded parameters, the best of several
 * starts along a ladder of carry-over (Jin, Wang, Sun, Chan & Koehler 2017 give the model).
 * @param spending a column of periods for each channel, 0 or more, in the order of time
 * @param outcome as many periods
 */
export function fitResponse(spending: readonly Float64Array[], outcome: Float64Array): ResponseModel {
  check(spending, outcome);
  const spread = variance(outcome, 0);
  const greatest: Greatest = {
    outcome: quantile(outcome, 1),
    spending: spending.map((column) => quantile(column, 1)),
  };
  const loss = (theta: Float64Array) => {
    const felt = response(modelAt(theta, greatest), spending);
    return sum(felt.map((value, t) => (value - outcome[t]!) ** 2)) / (outcome.length * spread);
  };
  const fits = [0.1, 0.5, 0.8].map((decay) =>
    lbfgs(withSlopes(loss), startAt(decay, spending.length), { tolerance: 1e-7, maxSteps: 2000 }),
  );
  const best = fits.reduce((a, b) => (b.value < a.value ? b : a));
  return { ...modelAt(best.x, greatest), r2: 1 - best.value };
}

/** The outcome that the model expects of such spending, period by period. */
export function predictResponse(model: ResponseModel, spending: readonly Float64Array[]): Float64Array {
  expectModel(model, 1, 'response');
  sameLength('the channels of spending', spending, model.channels.length);
  for (const [c, column] of spending.entries()) checkSpending(column, c, spending[0]!.length);
  return response(model, spending);
}

function response({ base, channels }: ResponseModel, spending: readonly Float64Array[]): Float64Array {
  const outcome = new Float64Array(spending[0]?.length ?? 0).fill(base);
  for (const [c, { decay, curve }] of channels.entries())
    for (const [t, felt] of adstock(spending[c]!, decay).entries()) outcome[t]! += hillResponse(curve, felt);
  return outcome;
}

/** The greatest outcome, and the greatest spending of each channel. */
interface Greatest {
  readonly outcome: number;
  readonly spending: readonly number[];
}

/** θ: base, then decay, scale, half and shape of each channel, all without bounds; scales follow the data. */
function modelAt(theta: Float64Array, greatest: Greatest): ResponseModel {
  const channels = greatest.spending.map((most, c) => {
    const [decay, scale, half, shape] = theta.subarray(1 + 4 * c, 5 + 4 * c);
    const curve = {
      scale: greatest.outcome * Math.exp(scale!),
      half: most * Math.exp(half!),
      shape: 0.3 + 3.7 * sigmoid(shape!),
    };
    return { decay: 0.98 * sigmoid(decay!), curve };
  });
  return { kind: 'response', version: 1, base: greatest.outcome * theta[0]!, channels, r2: Number.NaN };
}

function startAt(decay: number, channels: number): Float64Array {
  const one = [Math.log(decay / (1 - decay)), -1, -0.7, -1];
  return Float64Array.from([0.3, ...Array.from({ length: channels }, () => one).flat()]);
}

/** Gradient by central differences: there are four parameters a channel, and a look at all periods is cheap. */
function withSlopes(f: (x: Float64Array) => number) {
  return (x: Float64Array, gradient: Float64Array) => {
    for (let i = 0; i < x.length; i++) {
      const at = x[i]!;
      const h = 1e-5 * Math.max(1, Math.abs(at));
      x[i] = at + h;
      const up = f(x);
      x[i] = at - h;
      gradient[i] = (up - f(x)) / (2 * h);
      x[i] = at;
    }
    return f(x);
  };
}

function check(spending: readonly Float64Array[], outcome: Float64Array): void {
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
