import type { Random } from '#lib/core';
import { expectModel } from '../model.ts';
import { below, sampleWithout } from '../numeric/variates.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import type { Column, Table } from '../table.ts';
import { checkpoint, type Work } from '../work.ts';
import { variablesFor, within } from './check-trees.ts';
import { scoreTrees } from './score-trees.ts';
import { type Division, divide, leafTree, type Tree, type TreeEnsemble, treeVariables } from './tree.ts';

export interface IsolationOptions {
  readonly random: Random;
  /** 100. */
  readonly trees?: number;
  /** Rows a tree is made from; 256. */
  readonly sample?: number;
}

const isolationOptionRules: OptionRules<IsolationOptions> = {
  random: aFunction,
  trees: aNumber,
  sample: aNumber,
};

/** Its trees answer the length of the way to the leaf. */
export interface IsolationModel extends TreeEnsemble {
  readonly kind: 'isolation-forest';
  readonly version: 1;
  readonly sample: number;
}

/**
 * Isolation forest (Liu, Ting & Zhou 2008): rows that random splits set apart after few steps are unusual.
 * Numbers are split at a random place between the least and the greatest, categories into two random groups;
 * missing values go either way by chance.
 */
export async function fitIsolationForest(
  data: Table,
  options: IsolationOptions,
  work: Work = {},
): Promise<IsolationModel> {
  checkOptions(options, isolationOptionRules);
  const { random, trees: wanted = 100 } = options;
  variablesFor(data);
  within('trees', wanted, 1, 100_000);
  within('sample', options.sample ?? 256, 2, 1e9);
  const sample = Math.min(data.rows, options.sample ?? 256);
  const trees: Tree[] = [];
  for (let at = 0; at < wanted; at++) {
    const rows = Array.from(sampleWithout(random, data.rows, sample));
    trees.push(isolate(data, rows, Math.ceil(Math.log2(sample)), random));
    await checkpoint(work, (at + 1) / wanted);
  }
  return {
    kind: 'isolation-forest',
    version: 1,
    sample,
    variables: treeVariables(data),
    base: 0,
    scale: 1 / wanted,
    trees,
  };
}

/** Anomaly score 2^(−mean way / expected way) of every row: near 1 unusual, around 0.5 and below usual. */
export function predictIsolationForest(model: IsolationModel, data: Table): Float64Array {
  return anomalyScores(model, scoreTrees(model, data));
}

/** Mean ways, such as those of `scoreManyRows`, as anomaly scores. */
export function anomalyScores(model: IsolationModel, ways: Float64Array): Float64Array {
  expectModel(model, 1, 'isolation-forest');
  const expected = expectedWay(model.sample);
  return ways.map((way) => 2 ** (-way / expected));
}

/** Mean way of an unsuccessful search in a binary search tree of n rows: 2 H(n − 1) − 2 (n − 1) / n. */
export function expectedWay(rows: number): number {
  if (rows < 2) return 0;
  let harmonic = 0;
  for (let i = 1; i < rows; i++) harmonic += 1 / i;
  return 2 * harmonic - (2 * (rows - 1)) / rows;
}

function isolate(data: Table, sample: number[], deepest: number, random: Random): Tree {
  const tree = leafTree(0, 0);
  grow(0, sample, 0);
  return tree;

  function grow(node: number, rows: number[], depth: number): void {
    tree.cover[node] = rows.length;
    tree.value[node] = depth + expectedWay(rows.length);
    const division = rows.length > 1 && depth < deepest ? randomDivision(data, rows, random) : undefined;
    if (!division) return;
    const goesLeft = (row: number) => sendsLeft(data.columns[division.feature]!, division, row);
    const left = divide(tree, node, division);
    grow(left, rows.filter(goesLeft), depth + 1);
    grow(
      left + 1,
      rows.filter((row) => !goesLeft(row)),
      depth + 1,
    );
  }
}

/** Of a random variable among those that differ in these rows; undefined if none does. */
function randomDivision(data: Table, rows: readonly number[], random: Random): Division | undefined {
  const features = Array.from(data.columns.keys());
  while (features.length > 0) {
    const [feature] = features.splice(below(random, features.length), 1) as [number];
    const missingLeft = random() < 0.5;
    const column = data.columns[feature]!;
    const cut =
      column.kind === 'number'
        ? randomThreshold(column.values, rows, random)
        : randomLevels(column.codes, rows, random);
    if (cut) return { feature, missingLeft, gain: 0, ...cut };
  }
  return undefined;
}

function randomThreshold(values: Float64Array, rows: readonly number[], random: Random) {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    if (values[row]! < least) least = values[row]!;
    if (values[row]! > greatest) greatest = values[row]!;
  }
  if (!(least < greatest)) return undefined;
  const threshold = least + random() * (greatest - least);
  return { threshold: threshold < greatest ? threshold : least };
}

function randomLevels(codes: Int32Array, rows: readonly number[], random: Random) {
  const present = [...new Set(rows.map((row) => codes[row]!))]
    .filter((code) => code >= 0)
    .sort((a, b) => a - b);
  if (present.length < 2) return undefined;
  const sure = below(random, present.length);
  const out = (sure + 1 + below(random, present.length - 1)) % present.length;
  const levelsLeft = present.filter((_, at) => at === sure || (at !== out && random() < 0.5));
  return { threshold: 0, levelsLeft };
}

function sendsLeft(column: Column, { threshold, levelsLeft, missingLeft }: Division, row: number): boolean {
  if (column.kind === 'number') {
    const value = column.values[row]!;
    return Number.isNaN(value) ? missingLeft : value <= threshold;
  }
  const code = column.codes[row]!;
  return code < 0 ? missingLeft : levelsLeft!.includes(code);
}
