import { atLeast, sameLength } from '../check.ts';

/** Agreement of two groupings of the same points, 1 when equal and 0 as by chance (Hubert & Arabie 1985). */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  atLeast('points', a.length, 2);
  sameLength('the other grouping', b, a.length);
  const cells = new Map<string, number>();
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    count(cells, `${a[i]},${b[i]}`);
    count(rows, a[i]!);
    count(columns, b[i]!);
  }
  const both = pairsIn(cells);
  const [left, right] = [pairsIn(rows), pairsIn(columns)];
  const chance = (left * right) / ((a.length * (a.length - 1)) / 2);
  const most = (left + right) / 2;
  return most === chance ? 1 : (both - chance) / (most - chance);
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function pairsIn(counts: ReadonlyMap<unknown, number>): number {
  let pairs = 0;
  for (const size of counts.values()) pairs += (size * (size - 1)) / 2;
  return pairs;
}
