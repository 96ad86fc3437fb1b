import { allFinite } from '../check.ts';
import { noConvergence, outOfRange } from '../faults.ts';

/** Where f crosses zero between low and high, by bisection with the secant step of Illinois (Dowell & Jarratt 1971). */
export function root(f: (x: number) => number, low: number, high: number, tolerance = 1e-12): number {
  allFinite('the bounds of the root', [low, high]);
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0))
    throw outOfRange({
      what: 'the interval',
      given: `[${low}, ${high}]`,
      allowed: 'one in which the function changes sign',
    });
  for (let step = 0; step < 500; step++) {
    const secant = (a * fb - b * fa) / (fb - fa);
    const x = step % 8 === 7 || !Number.isFinite(secant) ? (a + b) / 2 : secant;
    const fx = f(x);
    if (fx === 0 || Math.abs(b - a) <= tolerance * Math.max(1, Math.abs(x))) return x;
    if (fx * fb < 0) {
      a = b;
      fa = fb;
    } else fa /= 2;
    b = x;
    fb = fx;
  }
  throw noConvergence({ what: 'the search for a root', iterations: 500 });
}
