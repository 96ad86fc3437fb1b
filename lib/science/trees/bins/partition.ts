/**
 * Puts the rows that go left before those that go right, both in their old order; answers how many go left.
 * Every row is written to both sides and only the counters decide, so that no branch is guessed wrong.
 */
export function partition(
  rows: Int32Array,
  spare: Int32Array,
  bins: Uint8Array | Int32Array,
  goesLeft: Uint8Array,
): number {
  let left = 0;
  let right = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const toLeft = goesLeft[bins[row]!]!;
    rows[left] = row;
    spare[right] = row;
    left += toLeft;
    right += 1 - toLeft;
  }
  rows.set(spare.subarray(0, right), left);
  return left;
}
