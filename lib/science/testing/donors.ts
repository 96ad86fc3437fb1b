/** Donations of 11,104 people at six yearly opportunities after their first (Fader, Hardie & Shang 2010, table 1): x, t_x, people. */
const cells =
  '6 6 1203, 5 6 728, 4 6 512, 3 6 357, 2 6 234, 1 6 129, 5 5 335, 4 5 284, 3 5 225, 2 5 173, 1 5 119, ' +
  '4 4 240, 3 4 181, 2 4 155, 1 4 78, 3 3 322, 2 3 255, 1 3 129, 2 2 613, 1 2 277, 1 1 1091, 0 0 3464';

export function donors() {
  const rows = cells.split(', ').map((cell) => cell.split(' ').map(Number));
  const column = (k: number) => Float64Array.from(rows, (row) => row[k]!);
  return {
    frequency: column(0),
    recency: column(1),
    age: new Float64Array(rows.length).fill(6),
    weights: column(2),
  };
}

/** Of 1,000 subscribers, how many are left after 0 … 7 renewals (Fader & Hardie 2007, table 1). */
export const subscribers = {
  highEnd: [1000, 869, 743, 653, 593, 551, 517, 491],
  regular: [1000, 631, 468, 382, 326, 289, 262, 241],
};

/** Counts of those left as contracts with weights. */
export function asContracts(left: readonly number[]) {
  const last = left.length - 1;
  return {
    periods: Float64Array.from({ length: last + 1 }, (_, i) => Math.min(i + 1, last)),
    ended: Float64Array.from({ length: last + 1 }, (_, i) => (i < last ? 1 : 0)),
    weights: Float64Array.from({ length: last + 1 }, (_, i) =>
      i < last ? left[i]! - left[i + 1]! : left[last]!,
    ),
  };
}
