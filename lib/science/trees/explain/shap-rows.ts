import { type CompiledTrees, childOf } from '../score-rows.ts';

export interface RowsToExplain {
  readonly trees: CompiledTrees;
  /** Row by row. */
  readonly values: Float64Array;
  /** Receives the Shapley values, row by row. */
  readonly into: Float64Array;
}

/** The variables on the way to a node, and for sets of each size the share of orders that lead there. */
interface Path {
  readonly feature: Int32Array;
  /** Share of rows that go this way when the variable is not known; 1 or 0 whether the row does. */
  readonly unknown: Float64Array;
  readonly known: Float64Array;
  readonly share: Float64Array;
}

/** Team task: path-dependent TreeSHAP of some rows. */
export function shapRows({ trees, values, into }: RowsToExplain): null {
  const columns = trees.columns;
  const levels = deepest(trees) + 2;
  const path = emptyPath((levels * (levels + 1)) / 2);
  for (let at = 0; at < values.length; at += columns) {
    const of = { trees, path, row: values.subarray(at, at + columns), phi: into.subarray(at, at + columns) };
    for (const root of trees.roots) explain(of, root, 0, 0, { unknown: 1, known: 1, feature: -1 });
  }
  return null;
}

const emptyPath = (length: number): Path => ({
  feature: new Int32Array(length),
  unknown: new Float64Array(length),
  known: new Float64Array(length),
  share: new Float64Array(length),
});

interface Explained {
  readonly trees: CompiledTrees;
  readonly path: Path;
  readonly row: Float64Array;
  readonly phi: Float64Array;
}

interface Step {
  readonly unknown: number;
  readonly known: number;
  readonly feature: number;
}

/** Every level works on a copy of its parent's path, which begins at `start` and has `size` variables before this step. */
function explain(of: Explained, node: number, start: number, size: number, step: Step): void {
  const { trees, path, row, phi } = of;
  extend(path, start, size, step);
  const left = trees.left[node]!;
  if (left === node) {
    for (let i = 1; i <= size; i++) {
      const change = path.known[start + i]! - path.unknown[start + i]!;
      phi[path.feature[start + i]!]! += unwoundSum(path, start, size, i) * change * trees.value[node]!;
    }
    return;
  }
  const feature = trees.feature[node]!;
  const seen = placeOf(path, start, size, feature);
  const unknown = seen > 0 ? path.unknown[start + seen]! : 1;
  const known = seen > 0 ? path.known[start + seen]! : 1;
  if (seen > 0) unwind(path, start, size, seen);
  const length = seen > 0 ? size : size + 1;
  const taken = childOf(trees, node, row[feature]!);
  const all = trees.cover[left]! + trees.cover[left + 1]!;
  for (const child of [left, left + 1]) {
    const next = {
      unknown: (unknown * trees.cover[child]!) / all,
      known: child === taken ? known : 0,
      feature,
    };
    copyPath(path, start, start + length, length);
    explain(of, child, start + length, length, next);
  }
}

function placeOf({ feature }: Path, start: number, size: number, wanted: number): number {
  for (let i = 1; i <= size; i++) if (feature[start + i] === wanted) return i;
  return 0;
}

/** By a loop: for a few numbers it is faster than `copyWithin`. */
function copyPath({ feature, unknown, known, share }: Path, from: number, to: number, length: number): void {
  for (let i = 0; i < length; i++) {
    feature[to + i] = feature[from + i]!;
    unknown[to + i] = unknown[from + i]!;
    known[to + i] = known[from + i]!;
    share[to + i] = share[from + i]!;
  }
}

function extend(path: Path, start: number, size: number, { unknown, known, feature }: Step): void {
  const { share } = path;
  path.feature[start + size] = feature;
  path.unknown[start + size] = unknown;
  path.known[start + size] = known;
  share[start + size] = size === 0 ? 1 : 0;
  for (let i = size - 1; i >= 0; i--) {
    share[start + i + 1]! += (known * share[start + i]! * (i + 1)) / (size + 1);
    share[start + i] = (unknown * share[start + i]! * (size - i)) / (size + 1);
  }
}

/** Takes a variable off the path again. */
function unwind(path: Path, start: number, size: number, place: number): void {
  const { share, feature, unknown, known } = path;
  const zero = unknown[start + place]!;
  const one = known[start + place]!;
  let next = share[start + size]!;
  for (let i = size - 1; i >= 0; i--) {
    if (one === 0) {
      share[start + i] = (share[start + i]! * (size + 1)) / (zero * (size - i));
      continue;
    }
    const before = share[start + i]!;
    share[start + i] = (next * (size + 1)) / ((i + 1) * one);
    next = before - (share[start + i]! * zero * (size - i)) / (size + 1);
  }
  for (let i = place; i < size; i++) {
    feature[start + i] = feature[start + i + 1]!;
    unknown[start + i] = unknown[start + i + 1]!;
    known[start + i] = known[start + i + 1]!;
  }
}

/** The sum of the shares that taking a variable off would leave. */
function unwoundSum({ share, unknown, known }: Path, start: number, size: number, place: number): number {
  const zero = unknown[start + place]!;
  const one = known[start + place]!;
  let next = share[start + size]!;
  let total = 0;
  for (let i = size - 1; i >= 0; i--) {
    if (one === 0) {
      total += share[start + i]! / (zero * ((size - i) / (size + 1)));
      continue;
    }
    const taken = (next * (size + 1)) / ((i + 1) * one);
    total += taken;
    next = share[start + i]! - taken * zero * ((size - i) / (size + 1));
  }
  return total;
}

function deepest({ roots, left }: CompiledTrees): number {
  return roots.reduce((most, root) => Math.max(most, below(root)), 0);

  function below(node: number): number {
    const child = left[node]!;
    return child === node ? 0 : 1 + Math.max(below(child), below(child + 1));
  }
}
