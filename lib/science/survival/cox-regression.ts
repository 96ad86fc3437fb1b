import { noConvergence, separation } from '../faults.ts';
import { cholesky, invertCholesky, solveCholesky } from '../numeric/cholesky.ts';
import { chiSquareTail } from '../numeric/distributions.ts';
import { dot, type Matrix, matrix, multiplyVector } from '../numeric/matrix.ts';
import { aNumber, checkOptions, judgedLater, type OptionRules, oneOf, texts } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';
import { type BaselineHazard, baselineHazards } from './cox-baseline.ts';
import { robustCovariance } from './cox-robust.ts';
import { type CoxData, type CoxRows, coxRows } from './cox-rows.ts';
import { isEndless } from './endless.ts';
import { type Ties, walkRiskSets } from './risk-sets.ts';

export interface CoxOptions {
  /** Names of the columns; x1, x2 … without. */
  readonly names?: readonly string[];
  readonly ties?: Ties;
  /** Errors that hold when the model does not (Lin & Wei 1989); true, or the cluster of each row, whose rows may depend. */
  readonly robust?: boolean | ArrayLike<number>;
  readonly maxSteps?: number;
}

const coxOptionRules: OptionRules<CoxOptions> = {
  names: texts,
  ties: oneOf('efron', 'breslow'),
  robust: judgedLater,
  maxSteps: aNumber,
};

export interface CoxTest {
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
}

/** A fitted proportional hazards model: hazard(t | x) = baseline(t) · exp((x − centre) · coefficients). */
export interface CoxModel {
  readonly kind: 'cox-regression';
  readonly version: 1;
  readonly ties: Ties;
  readonly names: readonly string[];
  readonly coefficients: readonly number[];
  /** Inverse of the information. */
  readonly covariance: readonly (readonly number[])[];
  /** Sandwich covariance if it was asked for. */
  readonly robustCovariance: readonly (readonly number[])[] | null;
  /** Means of the covariates: the baseline is that of such a person. */
  readonly centre: readonly number[];
  readonly baseline: readonly BaselineHazard[];
  /** Log partial likelihood without covariates and at the maximum. */
  readonly logLikelihood: { readonly none: number; readonly fitted: number };
  readonly likelihoodRatio: CoxTest;
  readonly wald: CoxTest;
  readonly score: CoxTest;
  readonly rows: number;
  readonly events: number;
  readonly steps: number;
}

/**
 * Fits Cox's regression (1972) by Newton's method on standardised covariates. Faults: constant or repeated columns,
 * fewer events than columns, and covariates that foretell the order of events perfectly.
 */
export async function fitCoxRegression(
  data: CoxData,
  options: CoxOptions = {},
  work: Work = {},
): Promise<CoxModel> {
  checkOptions(options, coxOptionRules);
  const { columns } = data.design;
  const names = options.names ?? Array.from({ length: columns }, (_, j) => `x${j + 1}`);
  const { ties = 'efron', robust = false, maxSteps = 40 } = options;
  const rows = coxRows(data, names);
  const start = partialLikelihood(rows, new Float64Array(columns), ties);
  const { best, steps } = await climb(rows, start, ties, maxSteps, work);
  const { coefficients, value } = best;
  const inverse = invertCholesky(factorOf(best, steps));
  const unscaled = (of: Matrix) =>
    Array.from({ length: columns }, (_, i) =>
      Array.from(
        { length: columns },
        (_, j) => of.values[i * columns + j]! / (rows.scale[i]! * rows.scale[j]!),
      ),
    );
  const test = (chiSquare: number): CoxTest => ({
    chiSquare,
    df: columns,
    p: chiSquareTail(chiSquare, columns),
  });
  return {
    kind: 'cox-regression',
    version: 1,
    ties,
    names,
    coefficients: Array.from(coefficients, (value, j) => value / rows.scale[j]!),
    covariance: unscaled(inverse),
    robustCovariance: robust ? unscaled(robustCovariance(rows, coefficients, ties, inverse, robust)) : null,
    centre: Array.from(rows.centre),
    baseline: baselineHazards(rows, coefficients, ties, data.strata),
    logLikelihood: { none: start.value, fitted: value },
    likelihoodRatio: test(2 * (value - start.value)),
    wald: test(dot(coefficients, multiplyVector(best.information, coefficients))),
    score: test(dot(start.gradient, solveCholesky(factorOf(start, 0), start.gradient))),
    rows: rows.rows,
    events: rows.events,
    steps,
  };
}

/** The log partial likelihood at these standardised coefficients, its gradient and information. */
function partialLikelihood(rows: CoxRows, coefficients: Float64Array, ties: Ties) {
  const { columns, eventSum } = rows;
  const gradient = Float64Array.from(eventSum);
  const information = matrix(columns, columns);
  let value = dot(eventSum, coefficients);
  walkRiskSets(rows, coefficients, ties, ({ share, total, mean, spread }) => {
    value -= share * Math.log(total);
    for (let j = 0; j < columns; j++) {
      gradient[j]! -= share * mean[j]!;
      for (let k = 0; k <= j; k++) information.values[j * columns + k]! += share * spread[j * columns + k]!;
    }
  });
  for (let j = 0; j < columns; j++)
    for (let k = 0; k < j; k++) information.values[k * columns + j] = information.values[j * columns + k]!;
  return {
    coefficients,
    value: Number.isFinite(value) ? value : Number.NEGATIVE_INFINITY,
    gradient,
    information,
  };
}

type Place = ReturnType<typeof partialLikelihood>;

/** Singular before the first step, the columns repeat each other; later on, risks have run apart without end. */
function factorOf({ information }: Place, steps: number): Matrix {
  try {
    return cholesky(information, 'the information of the Cox regression');
  } catch (error) {
    throw steps === 0 ? error : separation({ what: 'the order of events' });
  }
}

/** Newton's steps. */
async function climb(rows: CoxRows, start: Place, ties: Ties, maxSteps: number, work: Work) {
  let best = start;
  for (let steps = 1; steps <= maxSteps; steps++) {
    await checkpoint(work, 1 - 0.7 ** steps);
    const step = solveCholesky(factorOf(best, steps - 1), best.gradient);
    const next = improved(rows, best, step, ties);
    const gain = next.value - best.value;
    best = next;
    if (Math.abs(gain) > 1e-11 * Math.abs(best.value)) continue;
    if (isEndless(step, best.coefficients)) throw separation({ what: 'the order of events' });
    return { best, steps };
  }
  throw noConvergence({ what: 'the Cox regression', iterations: maxSteps });
}

/** A step along this way, halved until it climbs; where none does, the place itself. */
function improved(rows: CoxRows, from: Place, step: Float64Array, ties: Ties): Place {
  for (let length = 1; length > 1e-6; length /= 2) {
    const to = from.coefficients.map((value, j) => value + length * step[j]!);
    const next = partialLikelihood(rows, to, ties);
    if (next.value >= from.value - 1e-9 * Math.abs(from.value)) return next;
  }
  return from;
}
