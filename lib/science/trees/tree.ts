import { wrongKind } from '../faults.ts';
import { expectModel } from '../model.ts';
import { type Column, columnNamed, type Table } from '../table.ts';

/**
 * One tree in parallel arrays, a place a node; the root is node 0 and the right child stands behind the left one.
 * A number goes left when it is at most the threshold, a category when its code is among `levelsLeft`,
 * a missing value (or a category not seen in training) when `missingLeft` is 1.
 */
export interface Tree {
  /** The variable asked, a place in the ensemble's `variables`; −1 in a leaf. */
  readonly feature: number[];
  readonly threshold: number[];
  /** Codes that go left, by node; only nodes that ask a category have an entry. */
  readonly levelsLeft: Record<number, number[]>;
  readonly missingLeft: number[];
  /** The left child; the right one is `left + 1`; −1 in a leaf. */
  readonly left: number[];
  /** What the tree answers if it ends here. */
  readonly value: number[];
  /** Training rows (sum of weights) that came through. */
  readonly cover: number[];
  /** How much the split improved the fit; 0 in a leaf. */
  readonly gain: number[];
}

/** A column that the trees know: its name, and its levels if it holds categories. */
export interface TreeVariable {
  readonly name: string;
  readonly levels: readonly string[] | null;
}

const ensembles = [
  'decision-tree',
  'gradient-boosting',
  'isolation-forest',
  'random-forest',
  'xgboost',
] as const;

/** What all tree models share: the answer is `base + scale · Σ tree values`. */
export interface TreeEnsemble {
  readonly kind: (typeof ensembles)[number];
  readonly version: 1;
  readonly variables: readonly TreeVariable[];
  readonly base: number;
  readonly scale: number;
  readonly trees: readonly Tree[];
}

/** Refuses what is not a tree model. */
export const expectEnsemble = (model: TreeEnsemble): void => expectModel(model, 1, ...ensembles);

/** How a node divides its rows; `threshold` for numbers, `levelsLeft` for categories. */
export interface Division {
  readonly feature: number;
  readonly threshold: number;
  readonly levelsLeft?: number[] | undefined;
  readonly missingLeft: boolean;
  readonly gain: number;
}

/** A tree that is only a leaf. */
export function leafTree(value: number, cover: number): Tree {
  const tree: Tree = {
    feature: [],
    threshold: [],
    levelsLeft: {},
    missingLeft: [],
    left: [],
    value: [],
    cover: [],
    gain: [],
  };
  addLeaf(tree, value, cover);
  return tree;
}

/** Turns a leaf into a split with two new leaves without value or cover; answers the left one, the right one follows it. */
export function divide(tree: Tree, node: number, division: Division): number {
  const left = addLeaf(tree, 0, 0);
  addLeaf(tree, 0, 0);
  tree.feature[node] = division.feature;
  tree.threshold[node] = division.threshold;
  if (division.levelsLeft) tree.levelsLeft[node] = division.levelsLeft;
  tree.missingLeft[node] = division.missingLeft ? 1 : 0;
  tree.left[node] = left;
  tree.gain[node] = division.gain;
  return left;
}

function addLeaf(tree: Tree, value: number, cover: number): number {
  tree.feature.push(-1);
  tree.threshold.push(0);
  tree.missingLeft.push(0);
  tree.left.push(-1);
  tree.value.push(value);
  tree.cover.push(cover);
  return tree.gain.push(0) - 1;
}

/** The variables of a table, as a model keeps them. */
export function treeVariables(data: Table): TreeVariable[] {
  return data.columns.map((column) => ({
    name: column.name,
    levels: column.kind === 'category' ? [...column.levels] : null,
  }));
}

/** The columns of `data` in the order of the model's variables, with the model's codes; refuses one that is absent or of another kind. */
export function alignTable(variables: readonly TreeVariable[], data: Table): Table {
  const columns = variables.map(({ name, levels }): Column => {
    const column = columnNamed(data, name);
    if ((column.kind === 'category') !== (levels !== null))
      throw wrongKind({ name, given: column.kind, expected: levels ? 'category' : 'number' });
    if (column.kind === 'number' || !levels) return column;
    if (sameLevels(levels, column.levels)) return column;
    const place = new Map(levels.map((level, code) => [level, code]));
    const known = column.levels.map((level) => place.get(level) ?? -1);
    return { ...column, levels, codes: column.codes.map((code) => known[code] ?? -1) };
  });
  return { rows: data.rows, columns };
}

const sameLevels = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((level, at) => level === b[at]);
