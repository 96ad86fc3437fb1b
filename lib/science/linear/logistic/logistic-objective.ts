import type { Matrix } from '../../numeric/matrix.ts';
import { slices } from '../../parallel/shared-memory.ts';
import { alone } from '../../parallel/start-worker-pool.ts';
import type { TaskName } from '../../parallel/tasks.ts';
import { checkpoint, type Work } from '../../work.ts';
import { type Design, isSparse } from '../design.ts';
import { sharedDesign, sharedNumbers } from '../shared-design.ts';
import { mirrored } from '../weighted-gram.ts';
import type { LogisticSlice } from './logistic-slice.ts';

/** −log likelihood and its gradient, the intercept last. */
export interface Loss {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** What the solvers minimise: the loss of a logistic regression, without penalties, at given coefficients. */
export interface LogisticObjective {
  readonly x: Design;
  readonly target: Float64Array;
  readonly weights?: Float64Array;
  readonly work: Work;
  /** `share` of the whole fit that is done, for the report of progress. */
  loss(coefficients: Float64Array, share: number): Promise<Loss>;
  /** Second derivatives, (columns + 1)². */
  curvature(coefficients: Float64Array, share: number): Promise<Matrix>;
}

/** Products in one piece between two breaths: some 20 ms. */
const pieceOfWork = 2e7;

/** The objective over all rows, in pieces shared among the pool. */
export function logisticObjective(
  x: Design,
  target: Float64Array,
  weights: Float64Array | undefined,
  work: Work,
): LogisticObjective {
  const pool = work.pool ?? alone;
  const data = {
    x: sharedDesign(x, pool),
    target: sharedNumbers(target, pool),
    ...(weights && { weights: sharedNumbers(weights, pool) }),
  };
  const total = async (task: LogisticTask, coefficients: Float64Array, products: number, share: number) => {
    const pieces = Math.ceil(products / pieceOfWork / pool.size) * pool.size;
    const inputs = slices(x.rows, pieces).map(
      ([from, to]): LogisticSlice => ({ ...data, coefficients, from, to }),
    );
    const parts: Float64Array[] = [];
    for (let at = 0; at < inputs.length; at += pool.size) {
      parts.push(...(await pool.run(task, inputs.slice(at, at + pool.size))));
      await checkpoint(work, share);
    }
    return added(parts);
  };
  const entries = isSparse(x) ? x.values.length : x.rows * x.columns;
  return {
    ...data,
    work,
    async loss(coefficients, share) {
      const sums = await total('logisticLoss', coefficients, 2 * entries, share);
      return { value: sums[x.columns + 1]!, gradient: sums.slice(0, x.columns + 1) };
    },
    async curvature(coefficients, share) {
      const products = isSparse(x) ? entries * (entries / x.rows) : (entries * x.columns) / 2;
      return mirrored(await total('logisticCurvature', coefficients, products, share), x.columns + 1);
    },
  };
}

type LogisticTask = Extract<TaskName, 'logisticLoss' | 'logisticCurvature'>;

function added(parts: readonly Float64Array[]): Float64Array {
  const total = Float64Array.from(parts[0]!);
  for (const part of parts.slice(1)) for (let i = 0; i < total.length; i++) total[i]! += part[i]!;
  return total;
}
