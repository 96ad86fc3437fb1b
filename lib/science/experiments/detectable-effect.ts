import { positive } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { root } from '../numeric/index.ts';
import { powerForShares } from './power.ts';
import { type ShareMethod, settlePlan, type TestPlan } from './test-plan.ts';

/** The least share above `a` that `n` people in group a can tell from it; none below 1 is a fault. */
export function detectableShare(
  n: number,
  a: number,
  plan: TestPlan = {},
  method: ShareMethod = 'pooled',
): number {
  const { power } = settlePlan(plan);
  const missing = (b: number) => powerForShares(n, a, b, plan, method) - power;
  const most = 1 - 1e-12;
  if (!(missing(most) > 0))
    throw outOfRange({ what: 'people', given: n, allowed: 'more: no share below 1 could be told apart' });
  return root(missing, a + 1e-12, most);
}

/** The least difference of means that `n` people in group a can find, where values have this standard deviation. */
export function detectableDifference(n: number, deviation: number, plan: TestPlan = {}): number {
  positive('people', n);
  positive('the standard deviation', deviation);
  const { ratio, forTest, forPower } = settlePlan(plan);
  return (forTest + forPower) * deviation * Math.sqrt((1 + 1 / ratio) / n);
}
