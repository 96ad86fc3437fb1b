import type { Random } from '#lib/core';
import { atLeast, positive } from '../check.ts';
import { expectModel } from '../model.ts';
import { dot, type Matrix, matrix, row } from '../numeric/matrix.ts';
import { normal } from '../numeric/variates.ts';
import { aFunction, aNumber, checkOptions, type OptionRules, texts } from '../options.ts';
import { columnSpread } from './column-spread.ts';
import { checkDesign, checkRows, columnNames } from './design.ts';

export interface FourierOptions {
  readonly random: Random;
  /** How many features stand for the kernel: 300 unless told. The error falls with their square root. */
  readonly features?: number;
  /** Of the kernel exp(−gamma · distance²); 1 / (columns · mean variance) unless told. */
  readonly gamma?: number;
  readonly names?: readonly string[];
}

const fourierOptionRules: OptionRules<FourierOptions> = {
  random: aFunction,
  features: aNumber,
  gamma: aNumber,
  names: texts,
};

export interface FourierFeatures {
  readonly kind: 'random-fourier-features';
  readonly version: 1;
  readonly names: readonly string[];
  readonly gamma: number;
  /** Directions, one after the other, and where each wave begins. */
  readonly directions: readonly number[];
  readonly phases: readonly number[];
}

/** Draws cosine features whose products come close to the RBF kernel (Rahimi & Recht 2007): a linear model on them is an RBF model. */
export function fitFourierFeatures(x: Matrix, options: FourierOptions): FourierFeatures {
  checkOptions(options, fourierOptionRules);
  const { random, features = 300, gamma, names } = options;
  const columns = columnNames(x, names);
  checkDesign(x, columns);
  atLeast('features', features, 1);
  const width = gamma ?? 1 / columnSpread(x).deviations.reduce((sum, each) => sum + each * each, 0);
  positive('gamma', width);
  const spread = Math.sqrt(2 * width);
  return {
    kind: 'random-fourier-features',
    version: 1,
    names: columns,
    gamma: width,
    directions: Array.from({ length: features * x.columns }, () => spread * normal(random)),
    phases: Array.from({ length: features }, () => 2 * Math.PI * random()),
  };
}

/** √(2 / features) · cos(direction · row + phase), one column a feature. */
export function applyFourierFeatures(model: FourierFeatures, x: Matrix): Matrix {
  expectModel(model, 1, 'random-fourier-features');
  checkRows(x, model.names);
  const features = model.phases.length;
  const directions = matrix(features, x.columns, model.directions);
  const waves = matrix(x.rows, features);
  const height = Math.sqrt(2 / features);
  for (let i = 0; i < x.rows; i++) {
    const from = row(x, i);
    for (let f = 0; f < features; f++)
      waves.values[i * features + f] = height * Math.cos(dot(row(directions, f), from) + model.phases[f]!);
  }
  return waves;
}
