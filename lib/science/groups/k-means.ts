import type { Random } from '#lib/core';
import { expectModel } from '../model.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import { sharedFloats, sharedIntegers, slices } from '../parallel/shared-memory.ts';
import { alone } from '../parallel/start-worker-pool.ts';
import type { WorkerPool } from '../parallel/worker-pool.ts';
import { atOnce } from '../pieces.ts';
import { checkpoint, inPieces, quiet, type Work } from '../work.ts';
import { type Assigned, assignPoints } from './assign-points.ts';
import { checkNewPoints, checkPoints } from './check-points.ts';
import { type FoundGroups, fillEmptyGroups } from './fill-empty-groups.ts';
import { type KMeansModel, kMeansModel } from './k-means-model.ts';
import { kMeansStart } from './k-means-start.ts';

export interface KMeansOptions {
  readonly random: Random;
  /** Starts, of which the best counts. */
  readonly starts?: number;
  readonly maxSteps?: number;
  /** Ends when the inertia falls by less than this share in a step. */
  readonly tolerance?: number;
}

const kMeansOptionRules: OptionRules<KMeansOptions> = {
  random: aFunction,
  starts: aNumber,
  maxSteps: aNumber,
  tolerance: aNumber,
};

/** k-means by Lloyd's steps (1957/1982) from k-means++ starts. Groups come from the greatest to the least; none is empty. */
export async function fitKMeans(
  points: Matrix,
  k: number,
  options: KMeansOptions,
  work: Work = {},
): Promise<KMeansModel> {
  checkOptions(options, kMeansOptionRules);
  const { random, starts = 10, maxSteps = 300, tolerance = 1e-7 } = options;
  checkPoints(points, k);
  const shared = sharedFloats(points.values.length);
  shared.set(points.values);
  const labels = sharedIntegers(points.rows);
  let best: FoundGroups | undefined;
  for (let start = 0; start < starts; start++) {
    let groups: FoundGroups = {
      centres: await inPieces(kMeansStart(points, k, random), quiet(work)),
      inertia: Number.POSITIVE_INFINITY,
      sizes: new Float64Array(k),
    };
    labels.fill(-1);
    for (let step = 0; step < maxSteps; step++) {
      const before = groups.inertia;
      const { moved, ...next } = await lloydStep(
        work.pool ?? alone,
        shared,
        points.columns,
        groups.centres,
        labels,
      );
      groups = next;
      await checkpoint(work, (start + step / maxSteps) / starts);
      if (groups.sizes.includes(0)) {
        const { centres } = await fillEmptyGroups(points, groups.centres, quiet(work));
        groups = { ...groups, centres, inertia: Number.POSITIVE_INFINITY };
      } else if (moved === 0 || before - groups.inertia <= tolerance * groups.inertia) break;
    }
    if (!best || groups.inertia < best.inertia) best = groups;
  }
  return kMeansModel(points, best!.centres, quiet(work));
}

/** The nearest centre of each point. */
export function assignToCentres(model: KMeansModel, points: Matrix): Int32Array {
  expectModel(model, 1, 'k-means');
  checkNewPoints(points, model.centres[0]!.length);
  const labels = new Int32Array(points.rows);
  const centres = Float64Array.from(model.centres.flat());
  atOnce(
    assignPoints({
      points: points.values,
      dimensions: points.columns,
      centres,
      labels,
      from: 0,
      to: points.rows,
    }),
  );
  return labels;
}

/** The centres of a model as a matrix, a row each. */
export function centresOf(model: KMeansModel): Matrix {
  expectModel(model, 1, 'k-means');
  return matrix(model.centres.length, model.centres[0]!.length, model.centres.flat());
}

/** Inertia is that of the centres handed in; the centres answered are the means of what was assigned to them. */
async function lloydStep(
  pool: WorkerPool,
  points: Float64Array,
  dimensions: number,
  centres: Float64Array,
  labels: Int32Array,
): Promise<FoundGroups & { moved: number }> {
  const parts = await pool.run(
    'assignPoints',
    slices(labels.length, pool.size).map(([from, to]) => ({ points, dimensions, centres, labels, from, to })),
  );
  const add = (pick: (part: Assigned) => number) => parts.reduce((sum, part) => sum + pick(part), 0);
  const sizes = Float64Array.from({ length: centres.length / dimensions }, (_, c) =>
    add((part) => part.sizes[c]!),
  );
  const means = centres.map((old, at) => {
    const size = sizes[Math.floor(at / dimensions)]!;
    return size > 0 ? add((part) => part.sums[at]!) / size : old;
  });
  return { centres: means, sizes, inertia: add((part) => part.inertia), moved: add((part) => part.moved) };
}
