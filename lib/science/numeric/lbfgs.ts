import { noConvergence } from '../faults.ts';
import { aNumber, checkOptions, judgedLater, type OptionRules } from '../options.ts';
import { addScaled, dot } from './matrix.ts';

/** A smooth function: its value at x; the gradient is written into `gradient`. */
export type Smooth = (x: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly steps: number;
}

export interface LbfgsOptions {
  /** Ends when the greatest part of the gradient is below this times max(1, |value|). */
  readonly tolerance?: number;
  readonly maxSteps?: number;
  /** Pairs of steps and gradient changes that are remembered. */
  readonly memory?: number;
  /** What is minimised, for the fault when it does not end. */
  readonly what?: string;
}

const lbfgsOptionRules: OptionRules<LbfgsOptions> = {
  tolerance: aNumber,
  maxSteps: aNumber,
  memory: aNumber,
  what: judgedLater,
};

/** A function whose evaluation is waited for: shared among threads, or with turns for other work in between. */
export type SlowSmooth = (x: Float64Array, gradient: Float64Array) => Promise<number>;

/**
 * Minimum of a smooth function by limited-memory BFGS with a weak Wolfe line search by bisection
 * (Nocedal 1980; Lewis & Overton 2013). A value that is not finite is a step too far.
 */
export function lbfgs(f: Smooth, start: ArrayLike<number>, options: LbfgsOptions = {}): Minimum {
  const search = searching(start, options);
  let asked = search.next();
  while (!asked.done) asked = search.next(f(asked.value.x, asked.value.gradient));
  return asked.value;
}

/** The same for a function that is waited for. */
export async function lbfgsAwaiting(
  f: SlowSmooth,
  start: ArrayLike<number>,
  options: LbfgsOptions = {},
): Promise<Minimum> {
  const search = searching(start, options);
  let asked = search.next();
  while (!asked.done) asked = search.next(await f(asked.value.x, asked.value.gradient));
  return asked.value;
}

/** Where the function is to be evaluated next: the asker answers the value and writes the gradient. */
interface Question {
  readonly x: Float64Array<ArrayBuffer>;
  readonly gradient: Float64Array<ArrayBuffer>;
}
type Search<T> = Generator<Question, T, number>;

function* searching(start: ArrayLike<number>, options: LbfgsOptions): Search<Minimum> {
  checkOptions(options, lbfgsOptionRules);
  const { tolerance = 1e-8, maxSteps = 500, memory = 10, what = 'the fit' } = options;
  let x = Float64Array.from(start);
  let gradient = new Float64Array(x.length);
  let value = yield { x, gradient };
  const past: Pair[] = [];
  for (let steps = 0; steps < maxSteps; steps++) {
    if (greatest(gradient) <= tolerance * Math.max(1, Math.abs(value))) return { x, value, steps };
    const direction = descent(gradient, past);
    const first = past.length > 0 ? 1 : 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)));
    const next = yield* lineSearch(x, value, gradient, direction, first);
    if (!next) return { x, value, steps };
    remember(past, memory, x, gradient, next);
    ({ x, gradient, value } = next);
  }
  throw noConvergence({ what, iterations: maxSteps });
}

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly rho: number;
}

interface Place {
  readonly x: Float64Array<ArrayBuffer>;
  readonly gradient: Float64Array<ArrayBuffer>;
  readonly value: number;
}

/** −H · gradient by the two-loop recursion. */
function descent(gradient: Float64Array, past: readonly Pair[]): Float64Array {
  const q = Float64Array.from(gradient, (part) => -part);
  const alphas = new Float64Array(past.length);
  for (let k = past.length - 1; k >= 0; k--) {
    const { step, change, rho } = past[k]!;
    alphas[k] = rho * dot(step, q);
    addScaled(q, change, -alphas[k]!);
  }
  const last = past.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.change, last.change));
    for (let i = 0; i < q.length; i++) q[i]! *= scale;
  }
  for (const [k, { step, change, rho }] of past.entries())
    addScaled(q, step, alphas[k]! - rho * dot(change, q));
  return q;
}

function* lineSearch(
  x: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  first: number,
): Search<Place | undefined> {
  const slope = dot(gradient, direction);
  if (!(slope < 0)) return undefined;
  /** Near the minimum a fall is smaller than what sums over many rows are rounded by; the slopes still tell. */
  const rounding = 1e-12 * Math.abs(value);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let length = first;
  let best: Place | undefined;
  for (let trial = 0; trial < 60; trial++) {
    const to = Float64Array.from(x);
    addScaled(to, direction, length);
    const slopes = new Float64Array(x.length);
    const at = yield { x: to, gradient: slopes };
    if (!(at <= value + 1e-4 * length * slope + rounding)) high = length;
    else {
      best = { x: to, gradient: slopes, value: at };
      if (dot(slopes, direction) >= 0.9 * slope) return best;
      low = length;
    }
    length = high === Number.POSITIVE_INFINITY ? 2 * length : (low + high) / 2;
  }
  return best;
}

function remember(past: Pair[], memory: number, x: Float64Array, gradient: Float64Array, next: Place): void {
  const step = Float64Array.from(next.x, (to, i) => to - x[i]!);
  const change = Float64Array.from(next.gradient, (to, i) => to - gradient[i]!);
  const curvature = dot(step, change);
  if (!(curvature > 1e-14 * dot(change, change))) return;
  past.push({ step, change, rho: 1 / curvature });
  if (past.length > memory) past.shift();
}

function greatest(x: Float64Array): number {
  let most = 0;
  for (let i = 0; i < x.length; i++) most = Math.max(most, Math.abs(x[i]!));
  return most;
}
