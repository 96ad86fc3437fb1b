import { hashText } from './hash-text.ts';
import { contentWords } from './keywords.ts';
import type { WordCutter } from './word-cutter.ts';

/** 64 bits in which each word of a text has a vote (Charikar 2002): alike texts differ in few. As two numbers of 32 bits. */
export function simHash(text: string, cut: WordCutter): readonly [high: number, low: number] {
  const votes = new Int32Array(64);
  for (const word of contentWords(text, cut))
    for (const [half, hash] of [hashText(word, 1), hashText(word, 2)].entries())
      for (let bit = 0; bit < 32; bit++) votes[half * 32 + bit]! += (hash >>> bit) & 1 ? 1 : -1;
  const half = (from: number) => {
    let bits = 0;
    for (let bit = 0; bit < 32; bit++) if (votes[from + bit]! > 0) bits |= 1 << bit;
    return bits >>> 0;
  };
  return [half(0), half(32)];
}

/** Bits in which two hashes differ, 0 to 64; up to 3 is usually the same text. */
export function hammingDistance(a: readonly [number, number], b: readonly [number, number]): number {
  return bits(a[0] ^ b[0]) + bits(a[1] ^ b[1]);
}

function bits(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}
