import type { Random } from '#lib/core';
import { allFinite, wholeNumber } from '../check.ts';
import { tooMany } from '../faults.ts';
import { permutation } from '../numeric/variates.ts';

/** Worth of a set of players: player i is in the set when `has(i)`. */
export type Worth = (has: (player: number) => boolean) => number;

/**
 * Shapley values of any game by all 2ⁿ subsets (Shapley 1953), for up to 20 players.
 * They sum to the worth of all players less that of none.
 */
export function shapleyValues(players: number, worth: Worth): Float64Array {
  wholeNumber('players', players, 1);
  if (players > 20) throw tooMany({ what: 'players', allowed: 20, given: players });
  const worths = Float64Array.from({ length: 2 ** players }, (_, set) =>
    worth((i) => ((set >> i) & 1) === 1),
  );
  allFinite('the worth of sets of players', worths);
  const weights = Float64Array.from(
    { length: players },
    (_, size) => 1 / (players * choose(players - 1, size)),
  );
  return Float64Array.from({ length: players }, (_, player) => {
    let value = 0;
    for (let set = 0; set < worths.length; set++) {
      if ((set >> player) & 1) continue;
      value += weights[bits(set)]! * (worths[set | (1 << player)]! - worths[set]!);
    }
    return value;
  });
}

/** Shapley values from `orders` random orders of arrival, with the standard error of each (Castro, Gómez & Tejada 2009). */
export function sampledShapleyValues(
  players: number,
  worth: Worth,
  orders: number,
  random: Random,
): { values: Float64Array; errors: Float64Array } {
  wholeNumber('players', players, 1);
  wholeNumber('orders', orders, 2);
  const sums = new Float64Array(players);
  const squares = new Float64Array(players);
  for (let order = 0; order < orders; order++) {
    const present = new Uint8Array(players);
    let before = worth(() => false);
    for (const player of permutation(random, players)) {
      present[player] = 1;
      const after = worth((i) => present[i] === 1);
      sums[player]! += after - before;
      squares[player]! += (after - before) ** 2;
      before = after;
    }
  }
  const values = sums.map((sum) => sum / orders);
  const errors = squares.map((square, i) =>
    Math.sqrt(Math.max(0, square / orders - values[i]! ** 2) / (orders - 1)),
  );
  return { values, errors };
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) count++;
  return count;
}
