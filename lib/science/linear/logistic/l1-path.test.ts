import { expect, it } from 'vitest';
import { simulatedLogistic } from '../../testing/simulated-logistic.ts';
import { fitLogisticRegression, l1Path } from '../index.ts';

it('lets columns in by their worth, each step being the fit at its penalty', async () => {
  const { x, target } = simulatedLogistic(53, 800, [2, -0.7, 0.05, 0]);
  const path = await l1Path(x, target, { steps: 12, names: ['strong', 'middling', 'weak', 'none'] });
  expect(path.steps[0]!.coefficients).toEqual([0, 0, 0, 0]);
  const [strong, middling, weak, none] = path.entered;
  expect(strong).toBeGreaterThan(middling!);
  expect(middling).toBeGreaterThan(Math.max(weak!, none!));
  const step = path.steps[6]!;
  const alone = await fitLogisticRegression(x, target, { l1: step.l1, standardise: true });
  for (const [j, coefficient] of step.coefficients.entries())
    expect(coefficient).toBeCloseTo(alone.coefficients[j]!, 4);
});
