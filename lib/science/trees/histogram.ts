/**
 * Adds the packed gradient of every row to the bin that the row has in every variable: nearly all the time of boosting
 * is spent here. Four bins are read as one word, `words` lists the words to look at (those of drawn variables),
 * and bin b of the block's variable j stands at `into[256 · j + b]`.
 */
export function addToHistogram(
  into: Float64Array,
  bins: Uint32Array,
  width: number,
  words: Uint32Array,
  packed: Float64Array,
  rows: Int32Array,
): void {
  const count = words.length;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const add = packed[row]!;
    const base = row * width;
    for (let k = 0; k < count; k++) {
      const word = words[k]!;
      const four = bins[base + word]!;
      const at = word << 10;
      into[at + (four & 255)]! += add;
      into[at + 256 + ((four >>> 8) & 255)]! += add;
      into[at + 512 + ((four >>> 16) & 255)]! += add;
      into[at + 768 + (four >>> 24)]! += add;
    }
  }
}

/** The other child's histogram is what is left of the parent's. */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let i = 0; i < parent.length; i++) parent[i]! -= child[i]!;
}
