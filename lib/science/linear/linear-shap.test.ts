import { expect, it } from 'vitest';
import { row } from '../numeric/matrix.ts';
import { simulatedLogistic } from '../testing/simulated-logistic.ts';
import { columnSpread, fitLogisticRegression, linearShap, predictLogits } from './index.ts';

it('sums to the score of every row, and to nothing over the background', async () => {
  const { x, target } = simulatedLogistic(51, 300, [1, -1, 0.2]);
  const model = await fitLogisticRegression(x, target);
  const { base, values } = linearShap(model, columnSpread(x).means, x);
  for (const [i, logit] of predictLogits(model, x).entries())
    expect(row(values, i).reduce((sum, each) => sum + each, base)).toBeCloseTo(logit, 12);
  expect(values.values.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 9);
});
