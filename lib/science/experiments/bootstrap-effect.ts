import { allFinite, atLeast } from '../check.ts';
import { outOfRange } from '../faults.ts';
import {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapInterval,
} from '../judge/bootstrap-interval.ts';
import { mean } from '../numeric/index.ts';
import type { Work } from '../work.ts';

export interface BootstrapEffectOptions extends Omit<BootstrapOptions, 'strata'> {
  /** b / a − 1 rather than b − a. */
  readonly relative?: boolean;
  /** What is compared of the two groups; the mean unless told, or a median, a share of zeros, … */
  readonly summary?: (values: Float64Array) => number;
}

/** How a summary of group b differs from that of group a, with a bootstrap interval; people are drawn within their groups. */
export async function bootstrapEffect(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { relative = false, summary = mean, ...options }: BootstrapEffectOptions,
  work: Work = {},
): Promise<BootstrapInterval> {
  atLeast('people in a group', Math.min(a.length, b.length), 2);
  allFinite('values', a);
  allFinite('values', b);
  const values = new Float64Array(a.length + b.length);
  values.set(a);
  values.set(b, a.length);
  const [drawnA, drawnB] = [new Float64Array(a.length), new Float64Array(b.length)];
  const statistic = (rows: Uint32Array) => {
    let inA = 0;
    let inB = 0;
    for (const row of rows)
      if (row < a.length) drawnA[inA++] = values[row]!;
      else drawnB[inB++] = values[row]!;
    const [ofA, ofB] = [summary(drawnA.subarray(0, inA)), summary(drawnB.subarray(0, inB))];
    if (!relative) return ofB - ofA;
    if (ofA === 0)
      throw outOfRange({ what: 'the summary of the first group', given: 0, allowed: 'other than 0' });
    return (ofB - ofA) / ofA;
  };
  const strata = Uint8Array.from(values, (_, row) => (row < a.length ? 0 : 1));
  return bootstrapInterval(values.length, statistic, { ...options, strata }, work);
}
