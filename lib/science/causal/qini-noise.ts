import type { Random } from '#lib/core';
import { atLeast } from '../check.ts';
import { mean, permutation, quantileOfSorted, standardDeviation } from '../numeric/index.ts';
import { aFunction, aNumber, checkOptions, type OptionRules, oneOf } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';
import { qiniScale, upliftScale } from './qini.ts';
import { checkOutcome } from './study.ts';
import { curveAlong, qiniGain, upliftGain } from './uplift-curve.ts';

export interface QiniNoiseOptions {
  readonly random: Random;
  /** Qini unless told; `uplift` is the AUUC. */
  readonly measure?: 'qini' | 'uplift';
  readonly runs?: number;
  readonly level?: number;
}

const qiniNoiseOptionRules: OptionRules<QiniNoiseOptions> = {
  random: aFunction,
  measure: oneOf('qini', 'uplift'),
  runs: aNumber,
  level: aNumber,
};

/** What scores without any knowledge reach. */
export interface QiniNoise {
  readonly mean: number;
  readonly deviation: number;
  readonly low: number;
  readonly high: number;
  /** Of each shuffle, ascending. */
  readonly values: Float64Array;
}

const measures = {
  qini: { scale: qiniScale, gain: qiniGain },
  uplift: { scale: upliftScale, gain: upliftGain },
};

/**
 * The band of noise around a Qini coefficient or an AUUC: that of scores in random order, `runs` times. A model within it has
 * shown nothing, and two models less than a deviation apart are equal as far as these data can tell.
 */
export async function qiniNoise(
  outcome: Float64Array,
  treated: Float64Array,
  options: QiniNoiseOptions,
  work: Work = {},
): Promise<QiniNoise> {
  checkOptions(options, qiniNoiseOptionRules);
  const { random, measure = 'qini', runs = 200, level = 0.95 } = options;
  atLeast('runs', runs, 20);
  checkOutcome(outcome, treated);
  const { scale, gain } = measures[measure];
  const coefficient = scale(outcome, treated);
  const values = new Float64Array(runs);
  for (let run = 0; run < runs; run++) {
    const shuffled = permutation(random, outcome.length);
    values[run] = coefficient(curveAlong(outcome, treated, shuffled, gain));
    await checkpoint(work, run / runs);
  }
  values.sort();
  const tail = (1 - level) / 2;
  return {
    mean: mean(values),
    deviation: standardDeviation(values),
    low: quantileOfSorted(values, tail),
    high: quantileOfSorted(values, 1 - tail),
    values,
  };
}

/** The share of shuffles, counting this score as one, that reach the coefficient: a one-sided permutation p value. */
export function qiniPValue(qini: number, { values }: QiniNoise): number {
  const reached = values.reduce((count, value) => count + (value >= qini ? 1 : 0), 0);
  return (reached + 1) / (values.length + 1);
}
