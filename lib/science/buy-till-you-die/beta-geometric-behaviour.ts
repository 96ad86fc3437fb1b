import { hypergeometric2F1 } from '../numeric/hypergeometric.ts';
import { gammaWait } from './gamma-wait.ts';
import type { Behaviour } from './purchase-process.ts';

/** What customers do under BG/NBD (`first` = 0) and MBG/NBD (`first` = 1), for r, α, a, b. */
export function betaGeometricBehaviour(parameters: readonly number[], first: 0 | 1): Behaviour {
  const [r, alpha, a, b] = parameters as [number, number, number, number];
  /** Odds of gone to alive at the moment of the last purchase. */
  const oddsAtLast = (x: number) => (x + first > 0 ? a / (b + x + first - 1) : 0);
  const alive = (x: number, last: number, age: number) =>
    1 / (1 + oddsAtLast(x) * ((alpha + age) / (alpha + last)) ** (r + x));
  return {
    alive,
    expected: (x, last, age, time) =>
      alive(x, last, age) * expectedWhileAlive(r + x, time / (alpha + age), a, b + x + first),
    ...gammaWait(r, alpha),
    silence(x, last, level) {
      const fold = ((1 / level - 1) / oddsAtLast(x)) ** (1 / (r + x));
      return fold > 1 ? (alpha + last) * (fold - 1) : 0;
    },
  };
}

/**
 * E[(1 − (1 + p·y)^−r) / p] for p ~ Beta(a, b): purchases of one who is alive, y = time over α + T
 * (Fader, Hardie & Lee 2005, equation 10, after Pfaff's transformation, so that the series stays short for many purchases).
 */
function expectedWhileAlive(r: number, y: number, a: number, b: number): number {
  const c = a + b - 1;
  if (c < 0.01) {
    const [up, down] = [expectedWhileAlive(r, y, a + 1, b), expectedWhileAlive(r, y, a, b + 1)];
    return (a * up + b * down) / (a + b);
  }
  if (Math.abs(a - 1) < 1e-5)
    return (expectedWhileAlive(r, y, 1 - 2e-5, b) + expectedWhileAlive(r, y, 1 + 2e-5, b)) / 2;
  const z = y / (1 + y);
  const still =
    r < a - 1
      ? (1 + y) ** -r * hypergeometric2F1(r, b, c, z)
      : (1 + y) ** (1 - a) * hypergeometric2F1(c - r, a - 1, c, z);
  return (c / (a - 1)) * (1 - still);
}
