/** Writes how much `person` (a row of the interactions it was trained on) should like every item into `scores`. */
export type Recommender = (person: number, scores: Float64Array) => void;

/** The `count` items of the greatest scores that are not in `seen`, best first; equal scores by the lower code. */
export function topItems(scores: Float64Array, seen: ArrayLike<number>, count: number): Uint32Array {
  const free = Float64Array.from(scores);
  for (let k = 0; k < seen.length; k++) free[seen[k]!] = Number.NEGATIVE_INFINITY;
  const places = Uint32Array.from({ length: free.length }, (_, i) => i);
  return places
    .sort((a, b) => free[b]! - free[a]! || a - b)
    .filter((item) => free[item] !== Number.NEGATIVE_INFINITY)
    .slice(0, count);
}
