import { cholesky, solveCholesky } from './cholesky.ts';
import { matrix } from './matrix.ts';

/** Residuals at x, and their derivatives: `jacobian[i]` holds those by x[i], one a residual. */
export interface Residuals {
  readonly residuals: Float64Array;
  readonly jacobian: readonly Float64Array[];
}

export interface LeastSquares {
  readonly x: Float64Array;
  /** The sum of squared residuals. */
  readonly value: number;
  /** Whether no step made it smaller by more than rounding, before the steps were used up. */
  readonly converged: boolean;
}

export interface Box {
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
}

/** The end is where so many steps together lower the sum by no more than this share of it. */
const smallestFall = 1e-8;
const lookedBack = 8;

/**
 * Least squares within bounds by Levenberg-Marquardt (Marquardt 1963, damping by the diagonal): a variable at its bound
 * stays there as long as the slope points outwards, and steps are cut at the bounds.
 */
export function leastSquares(
  at: (x: Float64Array) => Residuals,
  start: ArrayLike<number>,
  { lower, upper }: Box,
  maxSteps = 500,
): LeastSquares {
  let x = Float64Array.from(start, (value, i) => Math.min(upper[i]!, Math.max(lower[i]!, value)));
  let here = at(x);
  let value = squares(here.residuals);
  let damping = 1e-3;
  const values = [value];
  for (let step = 0; step < maxSteps; step++) {
    const normal = normalEquations(here);
    const free = x.map((_, i) => Number(canMove(x[i]!, normal.slope[i]!, lower[i]!, upper[i]!)));
    let fell = false;
    for (; damping < 1e12; damping *= 4) {
      const to = moved(x, normal, free, damping, { lower, upper });
      const there = to && at(to);
      const next = there ? squares(there.residuals) : Number.POSITIVE_INFINITY;
      if (!(next < value)) continue;
      [x, here, value, fell] = [to!, there!, next, true];
      damping = Math.max(1e-12, damping / 9);
      break;
    }
    values.push(value);
    const before = values[values.length - 1 - lookedBack] ?? Number.POSITIVE_INFINITY;
    if (!fell || value === 0 || before - value < smallestFall * value) return { x, value, converged: true };
  }
  return { x, value, converged: false };
}

const squares = (residuals: Float64Array) => {
  let total = 0;
  for (let t = 0; t < residuals.length; t++) total += residuals[t]! * residuals[t]!;
  return total;
};

/** At a bound only the way back in is open. */
const canMove = (value: number, slope: number, lower: number, upper: number) =>
  !(value <= lower && slope > 0) && !(value >= upper && slope < 0);

interface NormalEquations {
  readonly size: number;
  /** JᵀJ by rows. */
  readonly gram: Float64Array;
  /** Jᵀr: half the slope of the sum of squares. */
  readonly slope: Float64Array;
}

function normalEquations({ residuals, jacobian }: Residuals): NormalEquations {
  const size = jacobian.length;
  const gram = new Float64Array(size * size);
  const slope = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const a = jacobian[i]!;
    for (let j = 0; j <= i; j++) {
      const b = jacobian[j]!;
      let total = 0;
      for (let t = 0; t < a.length; t++) total += a[t]! * b[t]!;
      gram[i * size + j] = total;
      gram[j * size + i] = total;
    }
    for (let t = 0; t < a.length; t++) slope[i]! += a[t]! * residuals[t]!;
  }
  return { size, gram, slope };
}

/** Where the damped step leads; undefined where its equations cannot be solved. */
function moved(
  x: Float64Array,
  { size, gram, slope }: NormalEquations,
  free: ArrayLike<number>,
  damping: number,
  { lower, upper }: Box,
): Float64Array<ArrayBuffer> | undefined {
  const damped = matrix(size, size);
  const right = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const diagonal = gram[i * size + i]!;
    if (!free[i] || diagonal === 0) {
      damped.values[i * size + i] = 1;
      continue;
    }
    right[i] = -slope[i]!;
    for (let j = 0; j < size; j++) if (free[j]) damped.values[i * size + j] = gram[i * size + j]!;
    damped.values[i * size + i] = diagonal * (1 + damping);
  }
  try {
    const step = solveCholesky(cholesky(damped), right);
    return Float64Array.from(x, (value, i) => Math.min(upper[i]!, Math.max(lower[i]!, value + step[i]!)));
  } catch {
    return undefined;
  }
}
