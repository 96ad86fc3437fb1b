import { noConvergence, outOfRange } from '../faults.ts';
import { checkPaths, type Paths, totalConversions } from './paths.ts';

export interface MarkovAttribution {
  /** Chance that a walk through the chain converts. */
  readonly conversionRate: number;
  /** Share of conversions that is lost when a channel leads nowhere, by channel. */
  readonly removalEffects: Float64Array;
  /** All conversions, shared in proportion to the removal effects. */
  readonly credited: Float64Array;
}

/**
 * Attribution by removal effects in an absorbing Markov chain (Anderl, Becker, von Wangenheim & Schumann 2016).
 * A state is the last `order` channels of a path; transitions are counted over conversions and nulls.
 * The linear system for the chance to convert is solved to rounding error by Gauss-Seidel, not simulated.
 * @param order 1 to 3
 */
export function markovAttribution(paths: Paths, order = 1): MarkovAttribution {
  if (![1, 2, 3].includes(order)) throw outOfRange({ what: 'order', given: order, allowed: '1, 2 or 3' });
  const chain = chainOf(checkPaths(paths), order);
  const conversionRate = chanceToConvert(chain);
  const removalEffects = Float64Array.from(paths.channels, (_, channel) =>
    conversionRate > 0 ? 1 - chanceToConvert(chain, channel) / conversionRate : 0,
  );
  const total = removalEffects.reduce((sum, effect) => sum + effect, 0);
  const conversions = totalConversions(paths);
  const credited = removalEffects.map((effect) => (total > 0 ? (conversions * effect) / total : 0));
  return { conversionRate, removalEffects, credited };
}

/** State 0 is the start; from each state: chance of each next state, and of conversion at once. */
interface Chain {
  readonly channelOf: readonly number[];
  readonly next: readonly (readonly [state: number, chance: number][])[];
  readonly converts: readonly number[];
}

function chainOf({ starts, channelOf, conversions, nulls }: Paths, order: number): Chain {
  const states = new Map<string, number>([['', 0]]);
  const newest = [-1];
  const counts: Map<number, number>[] = [new Map()];
  const ended = [{ converted: 0, total: 0 }];
  for (let i = 0; i < conversions.length; i++) {
    const times = conversions[i]! + nulls[i]!;
    if (times === 0) continue;
    let state = 0;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const key = channelOf.subarray(Math.max(starts[i]!, k + 1 - order), k + 1).join();
      let to = states.get(key);
      if (to === undefined) {
        to = states.size;
        states.set(key, to);
        newest.push(channelOf[k]!);
        counts.push(new Map());
        ended.push({ converted: 0, total: 0 });
      }
      counts[state]!.set(to, (counts[state]!.get(to) ?? 0) + times);
      ended[state]!.total += times;
      state = to;
    }
    ended[state]!.converted += conversions[i]!;
    ended[state]!.total += times;
  }
  const share = (state: number, count: number) => count / Math.max(1e-300, ended[state]!.total);
  return {
    channelOf: newest,
    next: counts.map((to, state) => [...to].map(([each, count]) => [each, share(state, count)])),
    converts: ended.map(({ converted }, state) => share(state, converted)),
  };
}

/** The chance to convert from the start when every step into `removed` ends the walk. */
function chanceToConvert({ channelOf, next, converts }: Chain, removed = -2): number {
  const chance = new Float64Array(converts.length);
  const sweeps = 100_000;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let moved = 0;
    for (let state = chance.length - 1; state >= 0; state--) {
      if (channelOf[state] === removed) continue;
      let reach = converts[state]!;
      let stay = 0;
      for (const [to, share] of next[state]!) {
        if (to === state) stay = share;
        else reach += share * chance[to]!;
      }
      const value = reach / (1 - stay);
      moved = Math.max(moved, Math.abs(value - chance[state]!));
      chance[state] = value;
    }
    if (moved < 1e-16) return chance[0]!;
  }
  throw noConvergence({ what: 'the Markov chain', iterations: sweeps });
}
