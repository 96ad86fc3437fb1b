import type { Random } from '#lib/core';
import { atLeast } from '../check.ts';
import { type Matrix, matrix, row } from '../numeric/matrix.ts';
import { mean } from '../numeric/mean.ts';
import { sampleWith } from '../numeric/variates.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';
import { adjustedRand } from './adjusted-rand.ts';

/** Groups points: answers the label of each point of `all`, learnt from `sample` alone. */
export type Grouping = (sample: Matrix, all: Matrix) => Promise<Int32Array>;

export interface GroupStability {
  /** Mean adjusted Rand index between the grouping of all points and those learnt from resamples. */
  readonly agreement: number;
  /** Of each group: mean Jaccard similarity with the most similar group of each resample; above 0.75 is stable, below 0.6 not a group. */
  readonly jaccard: readonly number[];
}

export interface StabilityOptions {
  readonly random: Random;
  /** Resamples: 20 unless told. */
  readonly rounds?: number;
}

const stabilityOptionRules: OptionRules<StabilityOptions> = { random: aFunction, rounds: aNumber };

/** How well groups are found again in bootstrap resamples (Hennig 2007). */
export async function groupStability(
  points: Matrix,
  grouping: Grouping,
  options: StabilityOptions,
  work: Work = {},
): Promise<GroupStability> {
  checkOptions(options, stabilityOptionRules);
  const { random, rounds = 20 } = options;
  atLeast('rounds', rounds, 1);
  const labels = await grouping(points, points);
  const k = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const agreements: number[] = [];
  const found = Array.from({ length: k }, () => 0);
  for (let round = 0; round < rounds; round++) {
    const again = await grouping(resample(points, random), points);
    agreements.push(adjustedRand(labels, again));
    for (const [c, best] of bestJaccards(labels, again, k).entries()) found[c]! += best / rounds;
    await checkpoint(work, (round + 1) / rounds);
  }
  return { agreement: mean(agreements), jaccard: found };
}

function resample(points: Matrix, random: Random): Matrix {
  const sample = matrix(points.rows, points.columns);
  for (const [at, place] of sampleWith(random, points.rows).entries())
    row(sample, at).set(row(points, place));
  return sample;
}

function bestJaccards(labels: Int32Array, again: Int32Array, k: number): number[] {
  const others = again.reduce((most, label) => Math.max(most, label + 1), 0);
  const both = new Float64Array(k * others);
  const sizes = new Float64Array(k);
  const otherSizes = new Float64Array(others);
  for (const [i, label] of labels.entries()) {
    if (label >= 0) sizes[label]!++;
    if (again[i]! >= 0) otherSizes[again[i]!]!++;
    if (label >= 0 && again[i]! >= 0) both[label * others + again[i]!]!++;
  }
  return Array.from(sizes, (size, c) =>
    otherSizes.reduce((best, other, o) => {
      const common = both[c * others + o]!;
      return Math.max(best, common / Math.max(1, size + other - common));
    }, 0),
  );
}
