import { binaryTarget, properShare, sameLength } from '../../check.ts';
import { aNumber, checkOptions, numbers, type OptionRules, texts } from '../../options.ts';
import type { Work } from '../../work.ts';
import { columnSpread } from '../column-spread.ts';
import { checkDesign, columnNames, type Design } from '../design.ts';
import { elasticNetLogistic } from './elastic-net-logistic.ts';
import { logisticObjective } from './logistic-objective.ts';

export interface L1PathOptions {
  /** Penalties from the one that lets nothing in, downwards: 30 unless told. */
  readonly steps?: number;
  /** The last penalty as a part of the first: 0.01 unless told. */
  readonly least?: number;
  readonly weights?: Float64Array;
  readonly names?: readonly string[];
}

const l1PathOptionRules: OptionRules<L1PathOptions> = {
  steps: aNumber,
  least: aNumber,
  weights: numbers,
  names: texts,
};

/** The fit at one penalty. */
export interface L1Step {
  readonly l1: number;
  readonly coefficients: readonly number[];
  readonly intercept: number;
}

export interface L1Path {
  readonly names: readonly string[];
  readonly steps: readonly L1Step[];
  /** By column: the penalty, as a part of the first, at which it comes in; 0 if it never does. A score of its worth beside the others. */
  readonly entered: readonly number[];
}

/**
 * Logistic regressions with a falling L1 penalty, each starting from the last (Friedman, Hastie & Tibshirani 2010).
 * Columns count as standardised: a change of units changes nothing but the coefficients' units.
 */
export async function l1Path(
  x: Design,
  target: Float64Array,
  options: L1PathOptions = {},
  work: Work = {},
): Promise<L1Path> {
  checkOptions(options, l1PathOptionRules);
  const { steps = 30, least = 0.01, weights, names } = options;
  const columns = columnNames(x, names);
  sameLength('the target', target, x.rows);
  binaryTarget('the target', target);
  checkDesign(x, columns, weights);
  properShare('least', least);
  const objective = logisticObjective(x, target, weights, work);
  const { deviations } = columnSpread(x, weights);
  const l2 = new Float64Array(x.columns + 1);
  let b: Float64Array = interceptOnly(x.columns, target, weights);
  const { gradient } = await objective.loss(b, 0);
  const first = deviations.reduce(
    (most, unit, j) => (unit > 0 ? Math.max(most, Math.abs(gradient[j]!) / unit) : most),
    0,
  );
  const entered = new Float64Array(x.columns);
  const path: L1Step[] = [];
  for (let at = 0; at < steps; at++) {
    const part = steps === 1 ? 1 : least ** (at / (steps - 1));
    const l1 = Float64Array.from({ length: x.columns + 1 }, (_, j) => first * part * (deviations[j] ?? 0));
    ({ coefficients: b } = await elasticNetLogistic({ objective, l1, l2 }, b));
    for (let j = 0; j < x.columns; j++) if (b[j] !== 0 && entered[j] === 0) entered[j] = part;
    path.push({ l1: first * part, coefficients: [...b.subarray(0, x.columns)], intercept: b[x.columns]! });
  }
  return { names: columns, steps: path, entered: [...entered] };
}

function interceptOnly(columns: number, target: Float64Array, weights?: Float64Array): Float64Array {
  let ones = 0;
  let all = 0;
  for (let row = 0; row < target.length; row++) {
    all += weights?.[row] ?? 1;
    ones += (weights?.[row] ?? 1) * target[row]!;
  }
  const b = new Float64Array(columns + 1);
  b[columns] = Math.log(ones / (all - ones));
  return b;
}
