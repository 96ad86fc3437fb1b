/** Mixes 32 bits; different inputs always give different outputs (Chris Wellons' lowbias32). */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** The seed of one person: for a given company seed no two people share theirs. */
export function seedOf(seed: number, index: number): number {
  return mix((mix(index) + mix(seed ^ 0x5bd1e995)) | 0);
}
