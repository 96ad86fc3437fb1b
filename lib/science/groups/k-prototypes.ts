import type { Random } from '#lib/core';
import { allFinite, atLeast, notNegative, sameLength, wholeNumber } from '../check.ts';
import { expectModel } from '../model.ts';
import { weighted } from '../numeric/variates.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import { atOnce, type Pieces } from '../pieces.ts';
import type { CategoryColumn, NumberColumn, Table } from '../table.ts';
import { checkpoint, inPieces, quiet, type Work } from '../work.ts';

export interface KPrototypesOptions {
  readonly random: Random;
  /** What a differing category weighs: 0.5 unless told. */
  readonly gamma?: number;
  /** Starts, of which the best counts. */
  readonly starts?: number;
  readonly maxSteps?: number;
}

const kPrototypesOptionRules: OptionRules<KPrototypesOptions> = {
  random: aFunction,
  gamma: aNumber,
  starts: aNumber,
  maxSteps: aNumber,
};

export interface KPrototypesModel {
  readonly kind: 'k-prototypes';
  readonly version: 1;
  readonly gamma: number;
  /** Of each group: the means of the numbers and the most frequent code of each category, in the order of the table. */
  readonly prototypes: readonly { readonly means: readonly number[]; readonly modes: readonly number[] }[];
  readonly sizes: readonly number[];
  /** Sum of squared distances of the numbers plus gamma for each category that differs. */
  readonly cost: number;
}

/**
 * Groups of rows with numbers and categories (Huang 1998). Scale the numbers first; `gamma` says how much a differing
 * category weighs against them. Missing codes (−1) count as a category of their own.
 */
export async function fitKPrototypes(
  data: Table,
  k: number,
  options: KPrototypesOptions,
  work: Work = {},
): Promise<KPrototypesModel> {
  checkOptions(options, kPrototypesOptionRules);
  const { random, gamma = 0.5, starts = 5, maxSteps = 100 } = options;
  wholeNumber('the number of groups', k, 1);
  atLeast('rows', data.rows, k);
  atLeast('columns', data.columns.length, 1);
  notNegative('gamma', gamma);
  const mixed = mixedOf(data);
  let best: KPrototypesModel | undefined;
  for (let start = 0; start < starts; start++) {
    let prototypes = await inPieces(firstPrototypes(mixed, k, gamma, random), quiet(work));
    let cost = Number.POSITIVE_INFINITY;
    for (let step = 0; step < maxSteps; step++) {
      const assigned = await inPieces(assign(mixed, prototypes, gamma), quiet(work));
      if (!(assigned.cost < cost)) break;
      cost = assigned.cost;
      prototypes = prototypesOf(mixed, assigned.labels, prototypes);
      if (refill(mixed, prototypes, assigned.labels, gamma)) cost = Number.POSITIVE_INFINITY;
      await checkpoint(work, (start + step / maxSteps) / starts);
    }
    const filled = await withoutEmpty(mixed, prototypes, gamma, quiet(work));
    if (best && best.cost <= filled.cost) continue;
    const sizes = new Array<number>(k).fill(0);
    for (const label of filled.labels) sizes[label]!++;
    best = { kind: 'k-prototypes', version: 1, gamma, prototypes, sizes, cost: filled.cost };
  }
  return best!;
}

/** The nearest prototype of each row; the table has the columns of the training in their order. */
export function assignToPrototypes(model: KPrototypesModel, data: Table): Int32Array {
  expectModel(model, 1, 'k-prototypes');
  const mixed = mixedOf(data);
  const { means, modes } = model.prototypes[0]!;
  sameLength('the number columns', mixed.numbers, means.length);
  sameLength('the category columns', mixed.categories, modes.length);
  return atOnce(assign(mixed, model.prototypes, model.gamma)).labels;
}

interface Mixed {
  readonly rows: number;
  readonly numbers: readonly NumberColumn[];
  readonly categories: readonly CategoryColumn[];
}
type Prototype = KPrototypesModel['prototypes'][number];

function mixedOf({ rows, columns }: Table): Mixed {
  const numbers = columns.filter((column) => column.kind === 'number');
  for (const { name, values } of numbers) allFinite(name, values);
  return { rows, numbers, categories: columns.filter((column) => column.kind === 'category') };
}

function distance(
  { numbers, categories }: Mixed,
  i: number,
  { means, modes }: Prototype,
  gamma: number,
): number {
  let square = 0;
  for (let j = 0; j < means.length; j++) square += (numbers[j]!.values[i]! - means[j]!) ** 2;
  let differ = 0;
  for (let j = 0; j < modes.length; j++) if (categories[j]!.codes[i] !== modes[j]) differ++;
  return square + gamma * differ;
}

interface Assigned {
  readonly labels: Int32Array<ArrayBuffer>;
  readonly cost: number;
}

const rowsAtOnce = 4096;

function* assign(mixed: Mixed, prototypes: readonly Prototype[], gamma: number): Pieces<Assigned> {
  const labels = new Int32Array(mixed.rows);
  let cost = 0;
  for (let i = 0; i < mixed.rows; i++) {
    if (i % rowsAtOnce === 0) yield 0;
    let least = Number.POSITIVE_INFINITY;
    for (const [c, prototype] of prototypes.entries()) {
      const far = distance(mixed, i, prototype, gamma);
      if (far < least) {
        least = far;
        labels[i] = c;
      }
    }
    cost += least;
  }
  return { labels, cost };
}

/** Assigns all rows and, while a group is empty, moves its prototype. Fewer different rows than groups are a fault. */
async function withoutEmpty(mixed: Mixed, prototypes: Prototype[], gamma: number, work: Work) {
  for (;;) {
    const assigned = await inPieces(assign(mixed, prototypes, gamma), work);
    const used = new Set(assigned.labels).size;
    if (used === prototypes.length) return assigned;
    if (!refill(mixed, prototypes, assigned.labels, gamma))
      atLeast('different rows', used, prototypes.length);
  }
}

/** Gives an empty group the row that lies farthest from its own prototype; whether there was one. */
function refill(mixed: Mixed, prototypes: Prototype[], labels: Int32Array, gamma: number): boolean {
  const empty = prototypes.findIndex((_, c) => !labels.includes(c));
  if (empty < 0) return false;
  let [farthest, most] = [-1, 0];
  for (const [i, label] of labels.entries()) {
    const far = distance(mixed, i, prototypes[label]!, gamma);
    if (far > most) [farthest, most] = [i, far];
  }
  if (farthest < 0) return false;
  prototypes[empty] = prototypeOf(mixed, farthest);
  return true;
}

const prototypeOf = ({ numbers, categories }: Mixed, i: number): Prototype => ({
  means: numbers.map(({ values }) => values[i]!),
  modes: categories.map(({ codes }) => codes[i]!),
});

/** Rows drawn as by k-means++, with the mixed distance. */
function* firstPrototypes(mixed: Mixed, k: number, gamma: number, random: Random): Pieces<Prototype[]> {
  const prototypes: Prototype[] = [];
  const nearest = new Float64Array(mixed.rows).fill(1);
  for (let c = 0; c < k; c++) {
    const i = weighted(random, nearest);
    const prototype = prototypeOf(mixed, i);
    prototypes.push(prototype);
    for (let other = 0; other < mixed.rows; other++) {
      if (other % rowsAtOnce === 0) yield 0;
      const far = distance(mixed, other, prototype, gamma);
      nearest[other] = c === 0 ? far : Math.min(nearest[other]!, far);
    }
  }
  return prototypes;
}

/** Means and modes of each group. */
function prototypesOf(
  { numbers, categories }: Mixed,
  labels: Int32Array,
  before: readonly Prototype[],
): Prototype[] {
  const k = before.length;
  const sizes = new Float64Array(k);
  for (const label of labels) sizes[label]!++;
  const means = numbers.map(({ values }) => {
    const sums = new Float64Array(k);
    for (let i = 0; i < labels.length; i++) sums[labels[i]!]! += values[i]!;
    return sums.map((sum, c) => sum / sizes[c]!);
  });
  const modes = categories.map(({ codes, levels }) => {
    const counts = Array.from({ length: k }, () => new Float64Array(levels.length + 1));
    for (let i = 0; i < labels.length; i++) counts[labels[i]!]![codes[i]! + 1]!++;
    return counts.map((count) => count.indexOf(count.reduce((a, b) => Math.max(a, b))) - 1);
  });
  return before.map((old, c) =>
    sizes[c] === 0 ? old : { means: means.map((each) => each[c]!), modes: modes.map((each) => each[c]!) },
  );
}
