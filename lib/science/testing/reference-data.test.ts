import { expect, it } from 'vitest';
import { telco } from './telco.ts';

const data = telco();

it.runIf(data)('Telco has 7,043 customers of whom 1,869 left, in five folds of equal size', () => {
  const { variables, churned, fold } = data!;
  expect(variables.rows).toBe(7043);
  expect(variables.columns).toHaveLength(19);
  expect(churned.reduce((sum, one) => sum + one)).toBe(1869);
  expect([0, 1, 2, 3, 4].map((k) => fold.filter((each) => each === k).length)).toEqual([
    1409, 1409, 1409, 1408, 1408,
  ]);
});
