import { allFinite, atLeast } from '../../check.ts';
import { outOfRange } from '../../faults.ts';
import { order } from '../../numeric/rank.ts';
import { aNumber, checkOptions, type OptionRules } from '../../options.ts';
import type { RowSplit } from './folds.ts';

export interface TimeSplitOptions {
  /** How many stretches of time to judge by, one split each: 5 unless told. */
  readonly splits?: number;
  /** Time left out between learning and judging, such as the length of the window in which the target is watched. */
  readonly gap?: number;
  /** Longest time to learn from; all the past unless told. */
  readonly window?: number;
}

const timeSplitOptionRules: OptionRules<TimeSplitOptions> = {
  splits: aNumber,
  gap: aNumber,
  window: aNumber,
};

/**
 * Splits that never learn from the future: rows in the order of `time`, the last `splits` of `splits` + 1 equal parts to
 * judge by, each with what was before it to learn from. Rows of the same moment stay together.
 */
export function timeSplits(time: ArrayLike<number>, options: TimeSplitOptions = {}): RowSplit[] {
  checkOptions(options, timeSplitOptionRules);
  const { splits = 5, gap = 0, window = Number.POSITIVE_INFINITY } = options;
  allFinite('the time', time);
  atLeast('splits', splits, 1);
  atLeast('rows', time.length, splits + 1);
  if (!(gap >= 0 && window > 0))
    throw outOfRange({
      what: 'gap and window',
      given: `${gap}, ${window}`,
      allowed: 'gap ≥ 0 and window > 0',
    });
  const rows = order(time);
  const border = (part: number) =>
    time[rows[Math.floor((part * time.length) / (splits + 1))]!] ?? Number.POSITIVE_INFINITY;
  return Array.from({ length: splits }, (_, at) => {
    const from = border(at + 1);
    const to = border(at + 2);
    const train = rows.filter((row) => time[row]! < from - gap && time[row]! >= from - gap - window);
    const test = rows.filter((row) => time[row]! >= from && time[row]! < to);
    atLeast(`rows to learn from in split ${at + 1}`, train.length, 1);
    atLeast(`rows to judge by in split ${at + 1}`, test.length, 1);
    return { train, test };
  });
}
