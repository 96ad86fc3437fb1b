import { atLeast } from '../check.ts';
import { expectModel } from '../model.ts';
import { symmetricEigen } from '../numeric/eigen.ts';
import { type Matrix, matrix, row } from '../numeric/matrix.ts';
import { checkNewPoints, checkPoints } from './check-points.ts';

export interface PcaModel {
  readonly kind: 'pca';
  readonly version: 1;
  readonly means: readonly number[];
  /** Directions of unit length, a row each, from the greatest variance to the least; the greatest part of each is positive. */
  readonly components: readonly (readonly number[])[];
  /** Variance along each direction, over n − 1. */
  readonly variances: readonly number[];
  /** Its share of all variance. */
  readonly shares: readonly number[];
}

/** Principal components (Pearson 1901; Hotelling 1933) from the covariances; scale the variables first where units differ. */
export function fitPca(points: Matrix, components = points.columns): PcaModel {
  checkPoints(points, 2);
  const d = points.columns;
  atLeast('points', points.rows, 2);
  const means = Array.from({ length: d }, () => 0);
  for (let i = 0; i < points.rows; i++)
    for (let j = 0; j < d; j++) means[j]! += row(points, i)[j]! / points.rows;
  const covariance = matrix(d, d);
  for (let i = 0; i < points.rows; i++) {
    const x = row(points, i);
    for (let a = 0; a < d; a++)
      for (let b = 0; b < d; b++)
        covariance.values[a * d + b]! += ((x[a]! - means[a]!) * (x[b]! - means[b]!)) / (points.rows - 1);
  }
  const { values, vectors } = symmetricEigen(covariance);
  const total = values.reduce((sum, value) => sum + value, 0);
  const kept = Math.min(components, d);
  return {
    kind: 'pca',
    version: 1,
    means,
    components: Array.from({ length: kept }, (_, k) => upright([...row(vectors, k)])),
    variances: [...values.subarray(0, kept)],
    shares: [...values.subarray(0, kept)].map((value) => value / total),
  };
}

/** The points in the coordinates of the components. */
export function projectPca(model: PcaModel, points: Matrix): Matrix {
  expectModel(model, 1, 'pca');
  checkNewPoints(points, model.means.length);
  const scores = matrix(points.rows, model.components.length);
  for (let i = 0; i < points.rows; i++) {
    const x = row(points, i);
    for (const [k, component] of model.components.entries())
      row(scores, i)[k] = component.reduce((sum, part, j) => sum + part * (x[j]! - model.means[j]!), 0);
  }
  return scores;
}

function upright(direction: number[]): number[] {
  const greatest = direction.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
  return greatest < 0 ? direction.map((part) => -part) : direction;
}
