import { allFinite, positive } from '../check.ts';
import { normalCdf } from '../numeric/index.ts';
import { angleBetween, type ShareMethod, settlePlan, shareDeviations, type TestPlan } from './test-plan.ts';

/** Power of the z test of two shares with `n` people in group a (Fleiss, Levin & Paik 2003, chapter 4; Cohen 1988). */
export function powerForShares(
  n: number,
  a: number,
  b: number,
  plan: TestPlan = {},
  method: ShareMethod = 'pooled',
): number {
  positive('people', n);
  const { ratio, forTest, sides } = settlePlan(plan);
  if (method === 'arcsine') {
    const shift = angleBetween(a, b) * Math.sqrt(n / (1 + 1 / ratio));
    return normalCdf(shift - forTest) + (sides === 2 ? normalCdf(-shift - forTest) : 0);
  }
  const { own, tested } = shareDeviations(a, b, ratio, method);
  return normalCdf((Math.abs(b - a) * Math.sqrt(n) - forTest * tested) / own);
}

/** Power of the test of two means with `n` people in group a, where values have this standard deviation. */
export function powerForMeans(n: number, effect: number, deviation: number, plan: TestPlan = {}): number {
  positive('people', n);
  positive('the standard deviation', deviation);
  allFinite('the effect', [effect]);
  const { ratio, forTest } = settlePlan(plan);
  const error = deviation * Math.sqrt((1 + 1 / ratio) / n);
  return normalCdf(Math.abs(effect) / error - forTest);
}
