import { positive } from '../../check.ts';
import { root } from '../../numeric/index.ts';
import { sampleSizeForMeans } from '../sample-size.ts';
import { settlePlan, type TestPlan } from '../test-plan.ts';
import { sequenceCriticalValue } from './confidence-sequence.ts';

/** A plan for a confidence sequence, which always has two sides. */
export interface SequentialPlan extends Omit<TestPlan, 'sides'> {
  /** As the sequence is asked for. */
  readonly tightestAt?: number;
}

/**
 * The least difference of means that a confidence sequence finds with `n` people in group a by the last look; looks
 * before only add to the power, so this is on the safe side.
 */
export function detectableBySequence(n: number, deviation: number, plan: SequentialPlan = {}): number {
  positive('people', n);
  positive('the standard deviation', deviation);
  const { ratio, alpha, forPower } = settlePlan(plan);
  const critical = sequenceCriticalValue(n * (1 + ratio), { alpha, tightestAt: plan.tightestAt });
  return (critical + forPower) * deviation * Math.sqrt((1 + 1 / ratio) / n);
}

/** People needed in group a (not rounded) so that a confidence sequence finds a difference of means by the last look. */
export function sampleSizeForSequence(effect: number, deviation: number, plan: SequentialPlan = {}): number {
  const least = sampleSizeForMeans(effect, deviation, plan);
  const missing = (n: number) => detectableBySequence(n, deviation, plan) - Math.abs(effect);
  return root(missing, least / 2, 1000 * least, 1e-9);
}
