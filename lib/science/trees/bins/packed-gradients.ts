/**
 * A gradient and its hessian in one number: both rounded to whole steps, `gradient · 2²⁶ + hessian`. One addition then adds
 * both, sums are exact whatever their order, and a histogram is half as large: three times as fast as two sums.
 * Steps are chosen so that all rows together stay below 2²⁶ on either side (after the quantised training of Shi et al. 2022,
 * with more bits: 2²⁶ / rows steps to the mean gradient).
 */
export const radix = 2 ** 26;

/** Steps to the unit, powers of two so that whole numbers stay exact. */
export interface Steps {
  readonly gradient: number;
  readonly hessian: number;
}

/** The finest steps for this many rows, given the sums of their absolute gradients and of their hessians. */
export function stepsFor(rows: number, absoluteGradients: number, hessians: number): Steps {
  return { gradient: finest(rows, absoluteGradients), hessian: finest(rows, hessians) };
}

const finest = (rows: number, total: number) =>
  total > 0 ? 2 ** Math.floor(Math.log2((radix - rows - 1) / total)) : 1;

/**
 * Rounds up or down by turns that come from the row's number and that lie evenly (Weyl's sequence), so that the errors of
 * equal gradients even out in every sum; `round` shifts the turns.
 */
export function pack(gradient: number, hessian: number, steps: Steps, row: number, round: number): number {
  const turn = (row * 0.6180339887498949 + round * 0.7548776662466927) % 1;
  return (
    Math.floor(gradient * steps.gradient + turn) * radix +
    Math.floor(hessian * steps.hessian + 1 - turn - 1e-9)
  );
}

/** The whole steps of gradient in a sum of packed numbers; what is left is the steps of hessian. */
export const gradientSteps = (packed: number) => Math.floor(packed * (1 / radix));

/** The sums of gradients and of hessians in a sum of packed numbers. */
export function unpack(packed: number, steps: Steps): { gradient: number; hessian: number } {
  const whole = gradientSteps(packed);
  return { gradient: whole / steps.gradient, hessian: (packed - whole * radix) / steps.hessian };
}
