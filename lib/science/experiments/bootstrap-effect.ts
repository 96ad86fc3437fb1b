import { allFinite, atLeast } from '../check.ts';
import { outOfRange } from '../faults.ts';
import {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapInterval,
  bootstrapOptionRules,
} from '../judge/bootstrap-interval.ts';
import { aFunction, checkOptions, type OptionRules, yesOrNo } from '../options.ts';
import type { Work } from '../work.ts';

export interface BootstrapEffectOptions extends Omit<BootstrapOptions, 'strata'> {
  /** b / a − 1 rather than b − a. */
  readonly relative?: boolean;
  /** What is compared of the two groups; the mean unless told, or a median, a share of zeros, … */
  readonly summary?: (values: Float64Array) => number;
}

const { strata: _, ...withoutStrata } = bootstrapOptionRules;
const bootstrapEffectOptionRules: OptionRules<BootstrapEffectOptions> = {
  ...withoutStrata,
  relative: yesOrNo,
  summary: aFunction,
};

/** How a summary of group b differs from that of group a, with a bootstrap interval; people are drawn within their groups. */
export async function bootstrapEffect(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  given: BootstrapEffectOptions,
  work: Work = {},
): Promise<BootstrapInterval> {
  checkOptions(given, bootstrapEffectOptionRules);
  const { relative = false, summary, ...options } = given;
  atLeast('people in a group', Math.min(a.length, b.length), 2);
  allFinite('values', a);
  allFinite('values', b);
  const values = new Float64Array(a.length + b.length);
  values.set(a);
  values.set(b, a.length);
  const summaries = summary ? summariesBy(summary, values, a.length) : meansOf(values, a.length);
  const statistic = (rows: Uint32Array) => {
    const [ofA, ofB] = summaries(rows);
    if (!relative) return ofB - ofA;
    if (ofA === 0)
      throw outOfRange({ what: 'the summary of the first group', given: 0, allowed: 'other than 0' });
    return (ofB - ofA) / ofA;
  };
  const strata = Uint8Array.from(values, (_, row) => (row < a.length ? 0 : 1));
  return bootstrapInterval(values.length, statistic, { ...options, strata }, work);
}

type Summaries = (rows: Uint32Array) => readonly [ofA: number, ofB: number];

/** Means of the drawn rows of both groups, without gathering them: nearly all bootstraps are of means. */
function meansOf(values: Float64Array, inA: number): Summaries {
  return (rows) => {
    let count = 0;
    let sumA = 0;
    let sumB = 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      if (row < inA) {
        count++;
        sumA += values[row]!;
      } else sumB += values[row]!;
    }
    return [sumA / count, sumB / (rows.length - count)];
  };
}

function summariesBy(
  summary: (values: Float64Array) => number,
  values: Float64Array,
  inA: number,
): Summaries {
  const drawn = new Float64Array(values.length);
  return (rows) => {
    let fromA = 0;
    let fromB = values.length;
    for (const row of rows)
      if (row < inA) drawn[fromA++] = values[row]!;
      else drawn[--fromB] = values[row]!;
    return [summary(drawn.slice(0, fromA)), summary(drawn.slice(fromB))];
  };
}
