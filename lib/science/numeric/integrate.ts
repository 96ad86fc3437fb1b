import { allFinite } from '../check.ts';
import { outOfRange } from '../faults.ts';
/** Integral over [from, to], both finite, by adaptive Simpson with Richardson's correction (Lyness 1969). */
export function integrate(f: (x: number) => number, from: number, to: number, tolerance = 1e-10): number {
  allFinite('the bounds of the integral', [from, to]);
  const simpson = (fa: number, fm: number, fb: number, width: number) => (width / 6) * (fa + 4 * fm + fb);
  const part = (
    a: number,
    b: number,
    fa: number,
    fm: number,
    fb: number,
    whole: number,
    eps: number,
    depth: number,
  ): number => {
    const m = (a + b) / 2;
    const fl = f((a + m) / 2);
    const fr = f((m + b) / 2);
    const left = simpson(fa, fl, fm, m - a);
    const right = simpson(fm, fr, fb, b - m);
    const change = left + right - whole;
    if (!Number.isFinite(change))
      throw outOfRange({ what: 'the integrand', given: change, allowed: 'finite in the interval' });
    if (depth <= 0 || Math.abs(change) <= 15 * eps) return left + right + change / 15;
    return (
      part(a, m, fa, fl, fm, left, eps / 2, depth - 1) + part(m, b, fm, fr, fb, right, eps / 2, depth - 1)
    );
  };
  const fa = f(from);
  const fm = f((from + to) / 2);
  const fb = f(to);
  return part(from, to, fa, fm, fb, simpson(fa, fm, fb, to - from), tolerance, 48);
}
