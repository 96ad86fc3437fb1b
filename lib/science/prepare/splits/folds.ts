import type { Random } from '#lib/core';
import { atLeast } from '../../check.ts';
import { outOfRange } from '../../faults.ts';
import { permutation } from '../../numeric/variates.ts';

/** Places of the rows to learn from and of those to judge by. */
export interface RowSplit {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** Each row's fold, 0 to folds − 1, at random; sizes differ by one at most. */
export function randomFolds(rows: number, folds: number, random: Random): Int32Array {
  return stratifiedFolds(new Int32Array(rows), folds, random);
}

/** Each row's fold, so that every class (code) is spread evenly over the folds. */
export function stratifiedFolds(classes: ArrayLike<number>, folds: number, random: Random): Int32Array {
  checkFolds(folds, classes.length);
  const fold = new Int32Array(classes.length);
  const next = new Map<number, number>();
  let started = 0;
  for (const row of permutation(random, classes.length)) {
    const code = classes[row]!;
    const at = next.get(code) ?? started++;
    fold[row] = at % folds;
    next.set(code, at + 1);
  }
  return fold;
}

/** Each row's fold, with all rows of a group (code) in the same fold; the largest groups first into the emptiest fold. */
export function groupedFolds(groups: ArrayLike<number>, folds: number, random: Random): Int32Array {
  const sizes = new Map<number, number>();
  for (let row = 0; row < groups.length; row++) sizes.set(groups[row]!, (sizes.get(groups[row]!) ?? 0) + 1);
  checkFolds(folds, sizes.size);
  const names = [...sizes.keys()];
  const mixed = Array.from(permutation(random, names.length), (at) => names[at]!);
  const filled = new Float64Array(folds);
  const place = new Map<number, number>();
  for (const group of mixed.sort((a, b) => sizes.get(b)! - sizes.get(a)!)) {
    const emptiest = filled.indexOf(Math.min(...filled));
    place.set(group, emptiest);
    filled[emptiest]! += sizes.get(group)!;
  }
  return Int32Array.from({ length: groups.length }, (_, row) => place.get(groups[row]!)!);
}

/** One split a fold: that fold to judge by, the others to learn from. */
export function splitsOf(fold: Int32Array): RowSplit[] {
  const folds = fold.reduce((most, each) => Math.max(most, each), -1) + 1;
  return Array.from({ length: folds }, (_, part) => ({
    train: rowsWhere(fold, (each) => each !== part),
    test: rowsWhere(fold, (each) => each === part),
  }));
}

/** Places of the rows that are to be kept. */
function rowsWhere(fold: Int32Array, keep: (part: number) => boolean): Uint32Array {
  const rows = new Uint32Array(fold.length);
  let size = 0;
  for (let row = 0; row < fold.length; row++) if (keep(fold[row]!)) rows[size++] = row;
  return rows.slice(0, size);
}

function checkFolds(folds: number, parts: number): void {
  if (!(Number.isInteger(folds) && folds >= 2))
    throw outOfRange({ what: 'folds', given: folds, allowed: '2 or more' });
  atLeast('rows or groups to fold', parts, folds);
}
