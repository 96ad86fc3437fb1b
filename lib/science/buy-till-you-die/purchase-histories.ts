import { allFinite, atLeast, positiveWeights, sameLength, wholeNumber } from '../check.ts';
import { outOfRange } from '../faults.ts';

/**
 * What a customer-base model sees of each customer, in one unit of time (in opportunities for BG/BB).
 * These three numbers are all that matters of the past (Schmittlein, Morrison & Colombo 1987).
 */
export interface PurchaseHistories {
  /** x: purchases after the first one; whole numbers from 0. */
  readonly frequency: Float64Array;
  /** t_x: from the first purchase to the last; 0 where there is only one. */
  readonly recency: Float64Array;
  /** T: from the first purchase to the end of observation. */
  readonly age: Float64Array;
  /** How many customers the row stands for; 1 without. */
  readonly weights?: Float64Array;
}

/** Refuses histories that cannot be: recency beyond age, repeat purchases without recency, parts of purchases. */
export function checkHistories({ frequency, recency, age, weights }: PurchaseHistories): void {
  atLeast('customers', frequency.length, 1);
  sameLength('recency', recency, frequency.length);
  sameLength('age', age, frequency.length);
  allFinite('frequency', frequency);
  allFinite('recency', recency);
  allFinite('age', age);
  if (weights) {
    sameLength('weights', weights, frequency.length);
    positiveWeights(weights);
  }
  for (let i = 0; i < frequency.length; i++) {
    const [x, last, whole] = [frequency[i]!, recency[i]!, age[i]!];
    const row = i + 1;
    if (!(x >= 0 && Number.isInteger(x)))
      throw outOfRange({ what: `frequency of row ${row}`, given: x, allowed: 'a whole number from 0' });
    if (!(last >= 0 && last <= whole) || last > 0 !== x > 0)
      throw outOfRange({
        what: `recency of row ${row}`,
        given: last,
        allowed: x > 0 ? `above 0 and at most the age ${whole}` : '0, as there is no repeat purchase',
      });
  }
}

/** Sums over opportunities go one by one. */
export const mostOpportunities = 10_000;

/** Refuses histories that do not count opportunities: parts of them, fewer than purchases, or too many to go through. */
export function checkOpportunities({ frequency, recency, age }: PurchaseHistories): void {
  for (const [what, values] of Object.entries({ recency, age }))
    for (let i = 0; i < values.length; i++) {
      const given = values[i]!;
      if (!(Number.isInteger(given) && given >= frequency[i]! && given <= mostOpportunities))
        wholeNumber(`${what} of row ${i + 1} in opportunities`, given, frequency[i]!, mostOpportunities);
    }
}

/** Equal rows put together, their weights added, in the order of their first occurrence. */
export function groupHistories(histories: PurchaseHistories): Required<PurchaseHistories> {
  checkHistories(histories);
  const { frequency, recency, age, weights } = histories;
  const rows = frequency.length;
  const first = new Int32Array(rows);
  const counts = new Float64Array(rows);
  const table = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows + 2))).fill(-1);
  const same = (i: number, j: number) =>
    frequency[i] === frequency[j] && recency[i] === recency[j] && age[i] === age[j];
  let groups = 0;
  for (let i = 0; i < rows; i++) {
    let at = hash(frequency[i]!, recency[i]!, age[i]!) & (table.length - 1);
    while (table[at]! >= 0 && !same(first[table[at]!]!, i)) at = (at + 1) & (table.length - 1);
    if (table[at]! < 0) {
      first[groups] = i;
      table[at] = groups++;
    }
    counts[table[at]!]! += weights ? weights[i]! : 1;
  }
  const taken = (of: Float64Array) => Float64Array.from({ length: groups }, (_, group) => of[first[group]!]!);
  return {
    frequency: taken(frequency),
    recency: taken(recency),
    age: taken(age),
    weights: counts.slice(0, groups),
  };
}

const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);

function hash(x: number, last: number, age: number): number {
  let mixed = x | 0;
  for (const value of [last, age]) {
    number[0] = value;
    mixed = Math.imul(mixed ^ halves[0]!, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13) ^ halves[1]!, 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed;
}
