import type { Random } from '#lib/core';
import { wholeNumber } from '../check.ts';
import { expectModel } from '../model.ts';
import { cholesky } from '../numeric/cholesky.ts';
import { type Matrix, matrix, row } from '../numeric/matrix.ts';
import { logSumExp } from '../numeric/special.ts';
import { variance } from '../numeric/variance.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import { atOnce, type Pieces } from '../pieces.ts';
import { checkpoint, inPieces, quiet, type Work } from '../work.ts';
import { checkNewPoints, checkPoints } from './check-points.ts';
import { assignToCentres, fitKMeans } from './k-means.ts';

export interface GaussianMixtureModel {
  readonly kind: 'gaussian-mixture';
  readonly version: 1;
  readonly weights: readonly number[];
  readonly means: readonly (readonly number[])[];
  /** Full covariances, row by row. */
  readonly covariances: readonly (readonly number[])[];
  /** Log likelihood of the training points, natural logarithm. */
  readonly logLikelihood: number;
  /** Schwarz's criterion; the least of several numbers of groups is the best. */
  readonly bic: number;
}

export interface GaussianMixtureOptions {
  readonly random: Random;
  /** Starts, of which the likeliest mixture counts: 5 unless told. */
  readonly starts?: number;
  readonly maxSteps?: number;
  /** Ends when the mean log likelihood of a point rises by less. */
  readonly tolerance?: number;
  /** Added to each variance, as a share of the mean variance of all points, so that no group becomes a point. */
  readonly floor?: number;
}

const gaussianMixtureOptionRules: OptionRules<GaussianMixtureOptions> = {
  random: aFunction,
  starts: aNumber,
  maxSteps: aNumber,
  tolerance: aNumber,
  floor: aNumber,
};

/** Mixture of normal distributions with full covariances by expectation and maximisation (Dempster, Laird & Rubin 1977), from several k-means. */
export async function fitGaussianMixture(
  points: Matrix,
  k: number,
  options: GaussianMixtureOptions,
  work: Work = {},
): Promise<GaussianMixtureModel> {
  checkOptions(options, gaussianMixtureOptionRules);
  const { random, starts = 5 } = options;
  checkPoints(points, k);
  wholeNumber('starts', starts, 1, 10_000);
  const n = points.rows;
  let best: Climbed | undefined;
  for (let start = 0; start < starts; start++) {
    // the first start is the best of three k-means, the others are of one each, so that they differ
    const groups = await fitKMeans(points, k, { starts: start === 0 ? 3 : 1, random }, quiet(work));
    const climbed = await climb(points, assignToCentres(groups, points), k, options, quiet(work));
    if (!best || climbed.logLikelihood > best.logLikelihood) best = climbed;
    await checkpoint(work, (start + 1) / starts);
  }
  const { mixture, logLikelihood } = best!;
  const d = points.columns;
  const parameters = k - 1 + k * d + (k * d * (d + 1)) / 2;
  return {
    kind: 'gaussian-mixture',
    version: 1,
    ...mixture,
    logLikelihood,
    bic: parameters * Math.log(n) - 2 * logLikelihood,
  };
}

const rowsAtOnce = 4096;

/** The chance of each point to be of each group: points × groups, rows sum to 1. */
export function mixtureMembership(model: GaussianMixtureModel, points: Matrix): Matrix {
  expectModel(model, 1, 'gaussian-mixture');
  checkNewPoints(points, model.means[0]!.length);
  const shares = matrix(points.rows, model.weights.length);
  atOnce(expect(model, points, shares));
  return shares;
}

interface Climbed {
  readonly mixture: Mixture;
  readonly logLikelihood: number;
}

/** Expectation and maximisation in turn, from these groups until the likelihood rises no more. */
async function climb(
  points: Matrix,
  labels: Int32Array,
  k: number,
  { maxSteps = 500, tolerance = 1e-7, floor = 1e-6 }: GaussianMixtureOptions,
  work: Work,
): Promise<Climbed> {
  const n = points.rows;
  const least = floor * meanVariance(points);
  const shares = matrix(n, k);
  for (const [i, group] of labels.entries()) shares.values[i * k + group] = 1;
  let mixture = await inPieces(maximise(points, shares, least), work);
  let before = Number.NEGATIVE_INFINITY;
  let logLikelihood = await inPieces(expect(mixture, points, shares), work);
  for (let step = 0; step < maxSteps && logLikelihood - before > tolerance * n; step++) {
    before = logLikelihood;
    mixture = await inPieces(maximise(points, shares, least), work);
    logLikelihood = await inPieces(expect(mixture, points, shares), work);
  }
  return { mixture, logLikelihood };
}

type Mixture = Pick<GaussianMixtureModel, 'weights' | 'means' | 'covariances'>;

/** Writes the membership of every point; answers the log likelihood of all. */
function* expect({ weights, means, covariances }: Mixture, points: Matrix, shares: Matrix): Pieces<number> {
  const d = points.columns;
  const factors = covariances.map((values) => cholesky(matrix(d, d, values), 'a covariance').values);
  const constants = factors.map((l, c) => {
    let half = 0;
    for (let j = 0; j < d; j++) half += Math.log(l[j * d + j]!);
    return Math.log(weights[c]!) - half - (d / 2) * Math.log(2 * Math.PI);
  });
  const z = new Float64Array(d);
  let total = 0;
  for (let i = 0; i < points.rows; i++) {
    if (i % rowsAtOnce === rowsAtOnce - 1) yield 0;
    const logs = row(shares, i);
    for (let c = 0; c < weights.length; c++) {
      let square = 0;
      for (let j = 0; j < d; j++) {
        let rest = points.values[i * d + j]! - means[c]![j]!;
        for (let b = 0; b < j; b++) rest -= factors[c]![j * d + b]! * z[b]!;
        z[j] = rest / factors[c]![j * d + j]!;
        square += z[j]! * z[j]!;
      }
      logs[c] = constants[c]! - square / 2;
    }
    const all = logSumExp(logs);
    total += all;
    for (let c = 0; c < logs.length; c++) logs[c] = Math.exp(logs[c]! - all);
  }
  return total;
}

/** The mixture of greatest likelihood, given the memberships. */
function* maximise(points: Matrix, shares: Matrix, least: number): Pieces<Mixture> {
  const { rows: n, columns: d } = points;
  const parts: { weight: number; mean: number[]; covariance: number[] }[] = [];
  for (let c = 0; c < shares.columns; c++) {
    let size = 1e-12;
    const centre = new Float64Array(d);
    for (let i = 0; i < n; i++) {
      if (i % rowsAtOnce === rowsAtOnce - 1) yield 0;
      const share = shares.values[i * shares.columns + c]!;
      size += share;
      for (let j = 0; j < d; j++) centre[j]! += share * points.values[i * d + j]!;
    }
    for (let j = 0; j < d; j++) centre[j]! /= size;
    const spread = new Float64Array(d * d);
    for (let i = 0; i < n; i++) {
      if (i % rowsAtOnce === rowsAtOnce - 1) yield 0;
      const share = shares.values[i * shares.columns + c]! / size;
      for (let a = 0; a < d; a++)
        for (let b = 0; b <= a; b++)
          spread[a * d + b]! +=
            share * (points.values[i * d + a]! - centre[a]!) * (points.values[i * d + b]! - centre[b]!);
    }
    for (let a = 0; a < d; a++) {
      spread[a * d + a]! += least;
      for (let b = 0; b < a; b++) spread[b * d + a] = spread[a * d + b]!;
    }
    parts.push({ weight: size / n, mean: [...centre], covariance: [...spread] });
  }
  return {
    weights: parts.map(({ weight }) => weight),
    means: parts.map(({ mean }) => mean),
    covariances: parts.map(({ covariance }) => covariance),
  };
}

function meanVariance(points: Matrix): number {
  let total = 0;
  for (let j = 0; j < points.columns; j++)
    total += variance(
      Float64Array.from({ length: points.rows }, (_, i) => points.values[i * points.columns + j]!),
      0,
    );
  return total / points.columns;
}
