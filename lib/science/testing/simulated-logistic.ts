import { seededRandom } from '#lib/core';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { sigmoid } from '../numeric/special.ts';
import { normal } from '../numeric/variates.ts';

/** Rows of standard normal columns whose 0/1 target follows these coefficients exactly. */
export function simulatedLogistic(
  seed: number,
  rows: number,
  coefficients: readonly number[],
  intercept = 0,
): { x: Matrix; target: Float64Array } {
  const random = seededRandom(seed);
  const p = coefficients.length;
  const x = matrix(rows, p);
  const target = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let logit = intercept;
    for (let j = 0; j < p; j++) {
      x.values[i * p + j] = normal(random);
      logit += coefficients[j]! * x.values[i * p + j]!;
    }
    target[i] = random() < sigmoid(logit) ? 1 : 0;
  }
  return { x, target };
}
