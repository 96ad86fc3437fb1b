import { allFinite, positive } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { root } from '../numeric/index.ts';
import { powerForShares } from './power.ts';
import { angleBetween, type ShareMethod, settlePlan, shareDeviations, type TestPlan } from './test-plan.ts';

/** People needed in group a (not rounded) to tell share `b` from share `a` (Fleiss, Levin & Paik 2003, chapter 4). */
export function sampleSizeForShares(
  a: number,
  b: number,
  plan: TestPlan = {},
  method: ShareMethod = 'pooled',
): number {
  const { ratio, power, forTest, forPower } = settlePlan(plan);
  refuseNoEffect(b - a);
  if (method === 'arcsine') {
    const nearly = ((1 + 1 / ratio) * (forTest + forPower) ** 2) / angleBetween(a, b) ** 2;
    const missing = (n: number) => powerForShares(n, a, b, plan, method) - power;
    return root(missing, nearly / 2, 2 * nearly);
  }
  const { own, tested } = shareDeviations(a, b, ratio, method);
  return ((forTest * tested + forPower * own) / (b - a)) ** 2;
}

/** People needed in group a (not rounded) to find a difference of means where values have this standard deviation. */
export function sampleSizeForMeans(effect: number, deviation: number, plan: TestPlan = {}): number {
  const { ratio, forTest, forPower } = settlePlan(plan);
  refuseNoEffect(effect);
  positive('the standard deviation', deviation);
  return ((forTest + forPower) * deviation) ** 2 * ((1 + 1 / ratio) / effect ** 2);
}

function refuseNoEffect(effect: number): void {
  allFinite('the effect', [effect]);
  if (effect === 0) throw outOfRange({ what: 'the effect', given: 0, allowed: 'other than 0' });
  positive('the size of the effect', Math.abs(effect));
}
