/** A stream of pseudo-random numbers in [0, 1): the same seed repeats bit for bit. */
export type Random = () => number;

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32. Period ≥ 2^32, not for secrets. */
export function seededRandom(seed: number): Random {
  let s = seed >>> 0;
  const word = () => {
    s = (s + 0x9e3779b9) | 0;
    let t = s ^ (s >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
  let a = word();
  let b = word();
  let c = word();
  let counter = 1;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
}
