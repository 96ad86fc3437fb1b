import type { Random } from '#lib/core';
import { allFinite, atLeast, properShare, sameLength } from '../check.ts';
import { notFinite } from '../faults.ts';
import { normalCdf, normalQuantile } from '../numeric/distributions.ts';
import { mean } from '../numeric/mean.ts';
import { quantileOfSorted } from '../numeric/quantile.ts';
import { below } from '../numeric/variates.ts';
import { aFunction, aNumber, checkOptions, numbers, type OptionRules, oneOf } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';

export interface BootstrapOptions {
  readonly random: Random;
  readonly resamples?: number;
  readonly level?: number;
  /** Plain quantiles of the resamples, or corrected for bias and skewness (Efron 1987). */
  readonly method?: 'percentile' | 'bca';
  /** Codes by row; rows are drawn within each code, so that its number stays (the classes, for a judgement of scores). */
  readonly strata?: ArrayLike<number>;
}

export const bootstrapOptionRules: OptionRules<BootstrapOptions> = {
  random: aFunction,
  resamples: aNumber,
  level: aNumber,
  method: oneOf('percentile', 'bca'),
  strata: numbers,
};

export interface BootstrapInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Standard deviation of the resamples. */
  readonly standardError: number;
}

/** A statistic of the rows at these places; a place may come twice. */
export type RowStatistic = (rows: Uint32Array) => number;

/** Above this, the jackknife of BCa leaves out groups of rows instead of single ones. */
const jackknifeGroups = 1000;

/** Interval of any statistic of `length` rows by drawing rows with repetition (Efron & Tibshirani 1993). */
export async function bootstrapInterval(
  length: number,
  statistic: RowStatistic,
  options: BootstrapOptions,
  work: Work = {},
): Promise<BootstrapInterval> {
  checkOptions(options, bootstrapOptionRules);
  const { random, resamples = 2000, level = 0.95, method = 'bca', strata } = options;
  atLeast('rows', length, 2);
  atLeast('resamples', resamples, 20);
  properShare('level', level);
  if (strata) sameLength('strata', strata, length);
  const groups = membersOf(length, strata);
  const estimate = finite(statistic(Uint32Array.from({ length }, (_, row) => row)), 0);
  const drawn = new Float64Array(resamples);
  const rows = new Uint32Array(length);
  for (let at = 0; at < resamples; at++) {
    draw(random, groups, rows);
    drawn[at] = finite(statistic(rows), at);
    await checkpoint(work, at / resamples);
  }
  const centre = mean(drawn);
  const squares = drawn.reduce((total, value) => total + (value - centre) ** 2, 0);
  drawn.sort();
  const share =
    method === 'bca' ? corrected(drawn, estimate, acceleration(length, statistic)) : (p: number) => p;
  return {
    estimate,
    low: quantileOfSorted(drawn, share((1 - level) / 2)),
    high: quantileOfSorted(drawn, share((1 + level) / 2)),
    standardError: Math.sqrt(squares / (resamples - 1)),
  };
}

function membersOf(length: number, strata?: ArrayLike<number>): Uint32Array[] {
  const members = new Map<number, number[]>();
  for (let row = 0; row < length; row++) {
    const code = strata?.[row] ?? 0;
    const list = members.get(code);
    if (list) list.push(row);
    else members.set(code, [row]);
  }
  return [...members.values()].map((rows) => Uint32Array.from(rows));
}

function draw(random: Random, groups: readonly Uint32Array[], into: Uint32Array): void {
  let at = 0;
  for (const rows of groups)
    for (let k = 0; k < rows.length; k++) into[at++] = rows[below(random, rows.length)]!;
}

/** The share of resamples to cut at, for a share under the normal curve. */
function corrected(drawn: Float64Array, estimate: number, skew: number): (share: number) => number {
  let under = 0;
  for (const value of drawn) under += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  const held = Math.min(Math.max(under, 0.5), drawn.length - 0.5);
  const bias = normalQuantile(held / drawn.length);
  return (share) => {
    const z = bias + normalQuantile(share);
    return normalCdf(bias + z / (1 - skew * z));
  };
}

/** A sixth of the skewness of the jackknife values. */
function acceleration(length: number, statistic: RowStatistic): number {
  const groups = Math.min(length, jackknifeGroups);
  const left = Float64Array.from({ length: groups }, (_, group) => {
    const others = Uint32Array.from({ length }, (_, row) => row).filter((row) => row % groups !== group);
    return finite(statistic(others), group);
  });
  const centre = mean(left);
  let squares = 0;
  let cubes = 0;
  for (const value of left) {
    squares += (centre - value) ** 2;
    cubes += (centre - value) ** 3;
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}

function finite(value: number, at: number): number {
  if (!Number.isFinite(value)) throw notFinite({ what: 'the statistic of a resample', row: at + 1, value });
  allFinite(`the statistic of resample ${at + 1}`, [value]);
  return value;
}
