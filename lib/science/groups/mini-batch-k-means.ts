import type { Random } from '#lib/core';
import { type Matrix, matrix, row } from '../numeric/matrix.ts';
import { sampleWith } from '../numeric/variates.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import { atOnce } from '../pieces.ts';
import { checkpoint, inPieces, quiet, type Work } from '../work.ts';
import { assignPoints } from './assign-points.ts';
import { checkPoints } from './check-points.ts';
import { type KMeansModel, kMeansModel } from './k-means-model.ts';
import { kMeansStart } from './k-means-start.ts';

export interface MiniBatchOptions {
  readonly random: Random;
  readonly batch?: number;
  readonly batches?: number;
}

const miniBatchOptionRules: OptionRules<MiniBatchOptions> = {
  random: aFunction,
  batch: aNumber,
  batches: aNumber,
};

/**
 * k-means from small random batches (Sculley 2010): each centre is the running mean of the points it was nearest to.
 * A little worse than k-means in inertia, and its time does not grow with the points but for one last look at all.
 */
export async function fitMiniBatchKMeans(
  points: Matrix,
  k: number,
  options: MiniBatchOptions,
  work: Work = {},
): Promise<KMeansModel> {
  checkOptions(options, miniBatchOptionRules);
  const { random, batch = 1024, batches = 300 } = options;
  checkPoints(points, k);
  const d = points.columns;
  const draw = () => {
    const drawn = matrix(batch, d);
    for (const [at, place] of sampleWith(random, points.rows, batch).entries())
      row(drawn, at).set(row(points, place));
    return drawn;
  };
  const centres = await inPieces(kMeansStart(draw(), k, random), quiet(work));
  const labels = new Int32Array(batch);
  const seen = new Float64Array(k);
  for (let b = 0; b < batches; b++) {
    const { values } = draw();
    atOnce(assignPoints({ points: values, dimensions: d, centres, labels, from: 0, to: batch }));
    for (let i = 0; i < batch; i++) {
      const c = labels[i]!;
      const rate = 1 / ++seen[c]!;
      for (let j = 0; j < d; j++) centres[c * d + j]! += rate * (values[i * d + j]! - centres[c * d + j]!);
    }
    await checkpoint(work, b / batches);
  }
  return kMeansModel(points, centres, quiet(work));
}
