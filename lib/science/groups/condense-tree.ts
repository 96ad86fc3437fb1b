import type { Merge } from './single-linkage.ts';

/** A group of the condensed tree: born at a density, with the groups it splits into and the points that fall out of it. */
export interface Hdbscan {
  /** Groups from 0, the greatest first; −1 is noise. */
  readonly labels: Int32Array;
  /** How far inside its group a point lies, 0 to 1; 0 for noise. */
  readonly strength: Float64Array;
  /** Of each group: how long it lives as the density rises. */
  readonly stability: readonly number[];
}

interface Condensed {
  readonly birth: number;
  readonly parent: number;
  stability: number;
}

/**
 * Keeps of a hierarchy the splits into two groups of at least `minPoints`; smaller parts are points that fall out.
 * Then the groups are chosen that live longest in sum (excess of mass), never the whole.
 */
export function condenseTree(merges: readonly Merge[], minPoints: number): Hdbscan {
  const n = merges.length + 1;
  const groups: Condensed[] = [{ birth: 0, parent: -1, stability: 0 }];
  const fellFrom = new Int32Array(n);
  const fellAt = new Float64Array(n);
  const sizeOf = (node: number) => (node < n ? 1 : merges[node - n]!.size);
  const open: [node: number, group: number][] = [[2 * n - 2, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, group] = next;
    const { left, right, height } = merges[node - n]!;
    const density = 1 / Math.max(height, 1e-12);
    const large = [left, right].filter((part) => sizeOf(part) >= minPoints && part >= n);
    const own = groups[group]!;
    if (large.length === 2) {
      own.stability += sizeOf(node) * (density - own.birth);
      for (const part of large) {
        open.push([part, groups.length]);
        groups.push({ birth: density, parent: group, stability: 0 });
      }
      continue;
    }
    for (const part of [left, right]) {
      if (large.includes(part)) {
        open.push([part, group]);
        continue;
      }
      own.stability += sizeOf(part) * (density - own.birth);
      for (const point of leaves(part, merges, n)) {
        fellFrom[point] = group;
        fellAt[point] = density;
      }
    }
  }
  return label(groups, choose(groups), fellFrom, fellAt);
}

/** Whether each group is chosen: it outlives the best of its descendants together. */
function choose(groups: readonly Condensed[]): boolean[] {
  const below = new Float64Array(groups.length);
  const chosen = groups.map(() => false);
  for (let g = groups.length - 1; g > 0; g--) {
    const { stability, parent } = groups[g]!;
    chosen[g] = stability >= below[g]!;
    below[parent]! += Math.max(stability, below[g]!);
  }
  for (let g = 1; g < groups.length; g++)
    for (let up = groups[g]!.parent; up > 0; up = groups[up]!.parent) if (chosen[up]) chosen[g] = false;
  return chosen;
}

function label(
  groups: readonly Condensed[],
  chosen: readonly boolean[],
  fellFrom: Int32Array,
  fellAt: Float64Array,
): Hdbscan {
  const home = groups.map((_, g) => {
    let up = g;
    while (up >= 0 && !chosen[up]) up = groups[up]!.parent;
    return up;
  });
  const sizes = new Float64Array(groups.length);
  const densest = new Float64Array(groups.length);
  for (const [point, from] of fellFrom.entries()) {
    const group = home[from]!;
    if (group < 0) continue;
    sizes[group]!++;
    densest[group] = Math.max(densest[group]!, fellAt[point]!);
  }
  const order = groups.flatMap((_, g) => (chosen[g] ? [g] : [])).sort((a, b) => sizes[b]! - sizes[a]!);
  const place = new Map(order.map((group, at) => [group, at]));
  return {
    labels: fellFrom.map((from) => place.get(home[from]!) ?? -1),
    strength: fellAt.map((at, point) => {
      const group = home[fellFrom[point]!]!;
      return group < 0 ? 0 : at / densest[group]!;
    }),
    stability: order.map((group) => groups[group]!.stability),
  };
}

function leaves(node: number, merges: readonly Merge[], n: number): number[] {
  const points: number[] = [];
  const open = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at < n) points.push(at);
    else open.push(merges[at - n]!.left, merges[at - n]!.right);
  }
  return points;
}
