import { allFinite, atLeast, notNegative, sameLength } from '../check.ts';
import { noConvergence } from '../faults.ts';
import { expectModel } from '../model.ts';
import { type Matrix, matrix, row } from '../numeric/matrix.ts';
import { solve } from '../numeric/solve.ts';
import type { Baskets } from './baskets.ts';

/** States and the chance to go from each (a row) to each (a column) in one step; rows sum to 1, or to 0 where nothing follows. */
export interface MarkovChain {
  readonly kind: 'markov-chain';
  readonly version: 1;
  readonly states: readonly string[];
  readonly chances: readonly (readonly number[])[];
  /** How often each state was left in the data: the evidence for its row. */
  readonly left: readonly number[];
}

/** First-order chain by counting (maximum likelihood); `prior` is added to every count where states are known to be few. */
export function fitMarkovChain(sequences: Baskets, prior = 0): MarkovChain {
  const { names: states, starts, itemOf } = sequences;
  atLeast('states', states.length, 1);
  notNegative('prior', prior);
  const counts = states.map(() => states.map(() => prior));
  for (let i = 0; i + 1 < starts.length; i++)
    for (let k = starts[i]! + 1; k < starts[i + 1]!; k++) counts[itemOf[k - 1]!]![itemOf[k]!]!++;
  const left = counts.map((to) => to.reduce((sum, count) => sum + count, 0));
  const chances = counts.map((to, from) => to.map((count) => (left[from]! > 0 ? count / left[from]! : 0)));
  return { kind: 'markov-chain', version: 1, states, chances, left };
}

/** Where a walk is after `steps` steps, from a distribution over the states. */
export function walkChain(chain: MarkovChain, start: ArrayLike<number>, steps: number): Float64Array {
  expectModel(chain, 1, 'markov-chain');
  sameLength('the distribution', start, chain.states.length);
  allFinite('the distribution', start);
  let at = Float64Array.from(start);
  for (let step = 0; step < steps; step++) at = stepFrom(chain, at);
  return at;
}

function stepFrom({ chances }: MarkovChain, at: Float64Array): Float64Array<ArrayBuffer> {
  const next = new Float64Array(at.length);
  for (const [from, to] of chances.entries())
    for (let j = 0; j < to.length; j++) next[j]! += at[from]! * to[j]!;
  return next;
}

/** The distribution that a step does not change, for a chain whose states all reach each other. */
export function stationaryDistribution(chain: MarkovChain): Float64Array {
  expectModel(chain, 1, 'markov-chain');
  const n = chain.states.length;
  let at = new Float64Array(n).fill(1 / n);
  for (let step = 0; step < 100_000; step++) {
    // half a step each time: a chain that goes in circles comes to rest too
    const next = stepFrom(chain, at).map((share, i) => (share + at[i]!) / 2);
    const moved = next.reduce((most, share, i) => Math.max(most, Math.abs(share - at[i]!)), 0);
    at = next;
    if (moved < 1e-15) return at;
  }
  throw noConvergence({ what: 'the stationary distribution', iterations: 100_000 });
}

/** Mean number of steps from each state until one of `ends` is reached (Kemeny & Snell 1960); 0 for the ends themselves. */
export function stepsUntil(chain: MarkovChain, ends: readonly number[]): Float64Array {
  expectModel(chain, 1, 'markov-chain');
  const { chances, states } = chain;
  const open = states.map((_, i) => i).filter((i) => !ends.includes(i));
  const system: Matrix = matrix(open.length, open.length);
  for (const [a, i] of open.entries())
    for (const [b, j] of open.entries()) row(system, a)[b] = (a === b ? 1 : 0) - chances[i]![j]!;
  const steps =
    open.length > 0 ? solve(system, new Float64Array(open.length).fill(1), 'the chain without its ends') : [];
  const all = new Float64Array(states.length);
  for (const [a, i] of open.entries()) all[i] = steps[a]!;
  return all;
}
