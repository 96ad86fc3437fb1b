import type { Random } from '#lib/core';
import type { Matrix } from '../numeric/matrix.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import { checkpoint, quiet, type Work } from '../work.ts';
import { calinskiHarabasz } from './calinski-harabasz.ts';
import { daviesBouldin } from './davies-bouldin.ts';
import { type Gap, gapStatistic } from './gap-statistic.ts';
import { type GroupStability, groupStability } from './group-stability.ts';
import { assignToCentres, fitKMeans } from './k-means.ts';
import type { KMeansModel } from './k-means-model.ts';
import { meanSilhouette } from './silhouette.ts';

/** A number of groups and what speaks for it. */
export interface GroupCount {
  readonly k: number;
  readonly model: KMeansModel;
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
  readonly gap: Gap;
  readonly stability: GroupStability;
}

export interface GroupCountOptions {
  readonly random: Random;
  readonly from?: number;
  readonly to?: number;
  /** Points that the silhouette looks at. */
  readonly sample?: number;
  readonly references?: number;
  readonly rounds?: number;
}

const groupCountOptionRules: OptionRules<GroupCountOptions> = {
  random: aFunction,
  from: aNumber,
  to: aNumber,
  sample: aNumber,
  references: aNumber,
  rounds: aNumber,
};

/**
 * k-means for several numbers of groups with the evidence for each. There is no one right number: criteria
 * disagree on real data, so that all candidates are answered, in the order of k, up to as many groups as there are
 * different points.
 */
export async function groupCounts(
  points: Matrix,
  options: GroupCountOptions,
  work: Work = {},
): Promise<GroupCount[]> {
  checkOptions(options, groupCountOptionRules);
  const { random, from = 2, to = 8, sample = 3000, references = 10, rounds = 10 } = options;
  const candidates: GroupCount[] = [];
  for (let k = from; k <= to; k++) {
    const silent = quiet(work);
    const model = await fitKMeans(points, k, { random }, silent);
    if (model.inertia === 0 && candidates.length > 0) break;
    const labels = assignToCentres(model, points);
    candidates.push({
      k,
      model,
      silhouette: await meanSilhouette(points, labels, { sample, random }, silent),
      calinskiHarabasz: calinskiHarabasz(points, labels),
      daviesBouldin: daviesBouldin(points, labels),
      gap: await gapStatistic(points, k, { random, references }, silent),
      stability: await groupStability(
        points,
        async (some, all) => assignToCentres(await fitKMeans(some, k, { starts: 3, random }, silent), all),
        { random, rounds },
        silent,
      ),
    });
    await checkpoint(work, (k - from + 1) / (to - from + 1));
  }
  return candidates;
}
