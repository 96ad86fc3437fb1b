import { atLeast } from '../check.ts';
import { outOfRange } from '../faults.ts';

/** What spending brings, between the least and the most that may be spent. */
export interface Spending {
  readonly response: (amount: number) => number;
  readonly least: number;
  readonly most: number;
}

export interface Allocation {
  readonly amounts: Float64Array;
  /** The sum of all responses. */
  readonly response: number;
}

/**
 * The split of `total` with the greatest sum of responses, for curves of any shape: exact dynamic programming over
 * a grid of `grid` steps, then over finer and finer grids around the last answer, each a quarter of the former, until
 * a step is 1e-9 of the total. Right to the first grid's width about which hill is the highest, to rounding about its top.
 */
export function allocateBudget(options: readonly Spending[], total: number, grid = 1000): Allocation {
  check(options, total);
  const spare = total - options.reduce((sum, { least }) => sum + least, 0);
  let step = spare / grid;
  let amounts = Float64Array.from(options, ({ least }) => least);
  amounts = best(options, amounts, total, step, grid, 0);
  while (step > total * 1e-9) {
    step /= 4;
    amounts = best(options, amounts, total, step, reach, -reach);
  }
  const response = options.reduce((sum, option, i) => sum + option.response(amounts[i]!), 0);
  return { amounts, response };
}

/** Steps that a finer grid looks at on either side. */
const reach = 8;

/**
 * The best of all ways to add `low` … `high` steps to each amount so that they sum to `total`.
 * `value[s]` is the most that the options so far bring with s steps (offset by their lowest) in all.
 */
function best(
  options: readonly Spending[],
  from: Float64Array,
  total: number,
  step: number,
  high: number,
  low: number,
): Float64Array<ArrayBuffer> {
  const width = high - low + 1;
  const wanted =
    Math.round((total - from.reduce((sum, each) => sum + each, 0)) / step) - low * options.length;
  let value = new Float64Array([0]);
  const chosen: Int16Array[] = [];
  for (const [i, { response, least, most }] of options.entries()) {
    const gains = Float64Array.from({ length: width }, (_, s) => {
      const amount = from[i]! + (low + s) * step;
      const within = amount > least - step && amount < most + step;
      return within
        ? responseAt(response, Math.min(most, Math.max(least, amount)))
        : Number.NEGATIVE_INFINITY;
    });
    const next = new Float64Array(Math.min(value.length + width - 1, wanted + 1)).fill(
      Number.NEGATIVE_INFINITY,
    );
    const choice = new Int16Array(next.length);
    for (let s = 0; s < width; s++) {
      if (gains[s] === Number.NEGATIVE_INFINITY) continue;
      for (let before = 0; before < value.length && before + s < next.length; before++) {
        const sum = value[before]! + gains[s]!;
        if (sum > next[before + s]!) {
          next[before + s] = sum;
          choice[before + s] = s;
        }
      }
    }
    value = next;
    chosen.push(choice);
  }
  const amounts = Float64Array.from(from);
  let rest = wanted;
  for (let i = options.length - 1; i >= 0; i--) {
    const s = chosen[i]![rest]!;
    amounts[i] = Math.min(options[i]!.most, Math.max(options[i]!.least, from[i]! + (low + s) * step));
    rest -= s;
  }
  return amounts;
}

function responseAt(response: Spending['response'], amount: number): number {
  const gain = response(amount);
  if (!Number.isFinite(gain))
    throw outOfRange({ what: `the response to ${amount}`, given: gain, allowed: 'finite' });
  return gain;
}

function check(options: readonly Spending[], total: number): void {
  atLeast('options', options.length, 1);
  for (const [i, { least, most }] of options.entries())
    if (!(least >= 0 && least <= most))
      throw outOfRange({
        what: `bounds of option ${i + 1}`,
        given: `${least} … ${most}`,
        allowed: 'least ≤ most, from 0',
      });
  const low = options.reduce((sum, { least }) => sum + least, 0);
  const high = options.reduce((sum, { most }) => sum + most, 0);
  if (!(total >= low && total <= high))
    throw outOfRange({ what: 'total', given: total, allowed: `${low} to ${high}, the sums of the bounds` });
}
