import type { Random } from '#lib/core';
import { atLeast } from '../check.ts';
import { constantColumn } from '../faults.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { mean } from '../numeric/mean.ts';
import { standardDeviation } from '../numeric/variance.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import { checkpoint, quiet, type Work } from '../work.ts';
import { fitKMeans } from './k-means.ts';
import { fitPca, projectPca } from './pca.ts';

export interface GapOptions {
  readonly random: Random;
  /** Sets of points without groups to compare with: 20 unless told. */
  readonly references?: number;
}

const gapOptionRules: OptionRules<GapOptions> = { random: aFunction, references: aNumber };

export interface Gap {
  /** Mean log inertia of points without groups, less that of these points. */
  readonly gap: number;
  /** Its standard error, √(1 + 1/B) times the deviation over the B reference sets. */
  readonly error: number;
}

/**
 * Gap statistic of k groups (Tibshirani, Walther & Hastie 2001): the reference sets are uniform in a box along the
 * principal components. The least k with gap(k) ≥ gap(k + 1) − error(k + 1) is the one they advise.
 */
export async function gapStatistic(
  points: Matrix,
  k: number,
  options: GapOptions,
  work: Work = {},
): Promise<Gap> {
  checkOptions(options, gapOptionRules);
  const { random, references = 20 } = options;
  const logInertia = async (of: Matrix) => {
    const { inertia } = await fitKMeans(of, k, { starts: 3, random }, quiet(work));
    if (!(inertia > 0)) throw constantColumn({ what: 'every variable within its group' });
    return Math.log(inertia);
  };
  atLeast('reference sets', references, 1);
  const turned = projectPca(fitPca(points), points);
  const logs: number[] = [];
  for (let b = 0; b < references; b++) {
    logs.push(await logInertia(uniformBox(turned, random)));
    await checkpoint(work, (b + 1) / (references + 1));
  }
  const own = await logInertia(points);
  return { gap: mean(logs) - own, error: standardDeviation(logs, 0) * Math.sqrt(1 + 1 / references) };
}

function uniformBox(points: Matrix, random: Random): Matrix {
  const { rows, columns, values } = points;
  const low = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (const [at, value] of values.entries()) {
    const j = at % columns;
    low[j] = Math.min(low[j]!, value);
    high[j] = Math.max(high[j]!, value);
  }
  const box = matrix(rows, columns);
  for (let at = 0; at < box.values.length; at++) {
    const j = at % columns;
    box.values[at] = low[j]! + random() * (high[j]! - low[j]!);
  }
  return box;
}
