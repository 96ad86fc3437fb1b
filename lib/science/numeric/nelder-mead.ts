import { aNumber, checkOptions, type OptionRules } from '../options.ts';
import type { Minimum } from './lbfgs.ts';

export interface NelderMeadOptions {
  /** Ends when the values of the simplex differ by less than this. */
  readonly tolerance?: number;
  readonly maxSteps?: number;
  /** First step along each axis. */
  readonly step?: number;
}

const nelderMeadOptionRules: OptionRules<NelderMeadOptions> = {
  tolerance: aNumber,
  maxSteps: aNumber,
  step: aNumber,
};

/** Minimum without a gradient, for few variables: downhill simplex (Nelder & Mead 1965). */
export function nelderMead(
  f: (x: Float64Array) => number,
  start: ArrayLike<number>,
  options: NelderMeadOptions = {},
): Minimum {
  checkOptions(options, nelderMeadOptionRules);
  const { tolerance = 1e-10, maxSteps = 400 * start.length, step = 0.1 } = options;
  const corner = (x: Float64Array) => ({ x, value: f(x) });
  const simplex = [corner(Float64Array.from(start))];
  for (let i = 0; i < start.length; i++) {
    const x = Float64Array.from(start);
    x[i]! += step;
    simplex.push(corner(x));
  }
  const ascending = () => simplex.sort((a, b) => a.value - b.value);
  let steps = 0;
  for (; steps < maxSteps; steps++) {
    ascending();
    const worst = simplex.at(-1)!;
    if (worst.value - simplex[0]!.value <= tolerance) break;
    const centre = Float64Array.from(start, (_, i) => centroid(simplex, i));
    const along = (t: number) => corner(centre.map((c, i) => c + t * (c - worst.x[i]!)));
    const reflected = along(1);
    const better =
      reflected.value < simplex[0]!.value
        ? [along(2), reflected].reduce((a, b) => (b.value < a.value ? b : a))
        : reflected.value < simplex.at(-2)!.value
          ? reflected
          : along(reflected.value < worst.value ? 0.5 : -0.5);
    if (better.value < worst.value) simplex[simplex.length - 1] = better;
    else
      for (let k = 1; k < simplex.length; k++)
        simplex[k] = corner(simplex[k]!.x.map((part, i) => (part + simplex[0]!.x[i]!) / 2));
  }
  const [best] = ascending();
  return { x: best!.x, value: best!.value, steps };
}

function centroid(simplex: readonly { readonly x: Float64Array }[], i: number): number {
  let total = 0;
  for (let k = 0; k < simplex.length - 1; k++) total += simplex[k]!.x[i]!;
  return total / (simplex.length - 1);
}
