import { normalDensity, normalQuantile } from '../../numeric/distributions.ts';
import type { BinSums, NodeSums } from '../sums.ts';

/**
 * How levels are kept from fitting noise. Where levels are put in order by their own answers, the best of all groupings
 * looks good by chance alone, the more so the more levels there are; few of them are searched without these guards.
 */
export interface LevelRules {
  /** Up to so many levels in a node every grouping in their order is tried, with no guard. */
  readonly few: number;
  /** Added to `l2` in the gain and in the answers of the groups. */
  readonly l2: number;
  /** Levels with fewer rows in the node are not asked: they stay with the others. */
  readonly minRows: number;
  /** The most levels that a split may name. */
  readonly mostNamed: number;
  /** Share of the gain that comes by chance that is taken off. */
  readonly chance: number;
}

/** No guards: all groupings in their order, as single trees and forests take them. */
export const everyGrouping: LevelRules = {
  few: Number.POSITIVE_INFINITY,
  l2: 0,
  minRows: 0,
  mostNamed: Number.POSITIVE_INFINITY,
  chance: 0,
};

/** LightGBM's guards (Ke et al. 2017), and most of the gain by chance, which was found on simulated categories (`level-groups.test.ts`). */
export const guardedLevels: LevelRules = { few: 4, l2: 10, minRows: 10, mostNamed: 32, chance: 0.75 };

export interface LevelGroup {
  readonly gain: number;
  /** Bins of the named levels, which go left. */
  readonly bins: readonly number[];
  readonly gradient: number;
  readonly hessian: number;
}

/**
 * The best group of levels to be set apart: the first or the last of them in order of their answers. `sums` stand in that
 * order. Undefined where none gains more than `least`.
 */
export function bestLevelGroup(
  sums: BinSums,
  node: NodeSums,
  l2: number,
  rules: LevelRules,
  least: number,
): LevelGroup | undefined {
  const asked = Array.from({ length: sums.size }, (_, at) => at).filter(
    (at) => sums.hessian[at]! >= rules.minRows * node.hessianPerRow,
  );
  const whole = node.gradient ** 2 / (node.hessian + l2);
  const penalty = l2 + rules.l2;
  const most = Math.min(rules.mostNamed, Math.ceil(asked.length / 2));
  let best: LevelGroup | undefined;
  for (const places of [asked, asked.toReversed()]) {
    let gradient = 0;
    let hessian = 0;
    for (const [before, at] of places.slice(0, most).entries()) {
      gradient += sums.gradient[at]!;
      hessian += sums.hessian[at]!;
      if (hessian < node.minHessian) continue;
      if (node.hessian - hessian < node.minHessian) break;
      const rest = node.gradient - gradient;
      const chance = rules.chance * node.noise * gainByChance(before + 1, asked.length);
      const both = gradient ** 2 / (hessian + penalty) + rest ** 2 / (node.hessian - hessian + penalty);
      const gain = both - whole - chance;
      if (gain <= (best?.gain ?? least)) continue;
      const bins = places.slice(0, before + 1).map((place) => sums.bin[place]!);
      best = { gain, bins, gradient, hessian };
    }
  }
  return best;
}

/**
 * What setting the `named` lowest of so many levels apart gains where all differences are noise of variance 1: with z the
 * normal quantile of their share p, the sum of the lowest is −all · φ(z), so that the gain is all · φ(z)² / (p (1 − p)).
 */
export function gainByChance(named: number, all: number): number {
  const share = named / all;
  return share < 1 ? (all * normalDensity(normalQuantile(share)) ** 2) / (share * (1 - share)) : 0;
}
