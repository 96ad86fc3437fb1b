import { atOnce, type Pieces } from '../pieces.ts';
import { hashText } from './hash-text.ts';
import { normaliseText } from './normalise-text.ts';

/** Hashes in a signature; the error of a similarity is about 1 / √of them. */
export const signatureLength = 128;

/** Signature of a text (Broder 1997): of its runs of `size` characters the least hash by each of 128 functions. */
export const minHash = (text: string, size = 3): Uint32Array => atOnce(minHashPieces(text, size));

/** The same in pieces, for texts of a megabyte. */
export function* minHashPieces(text: string, size = 3): Pieces<Uint32Array> {
  const signature = new Uint32Array(signatureLength).fill(0xffffffff);
  yield 0;
  const plain = normaliseText(text);
  yield 0;
  const letters = plain.replace(/[^\p{L}\p{N}]/gu, '');
  yield 0;
  const characters = Array.from(letters);
  const last = Math.max(0, characters.length - size);
  for (let at = 0; at <= last && characters.length > 0; at++) {
    if (at % 2000 === 1999) yield at / last;
    const hash = hashText(characters.slice(at, at + size).join(''));
    for (let k = 0; k < signatureLength; k++) {
      const own = mix(hash, k);
      if (own < signature[k]!) signature[k] = own;
    }
  }
  return signature;
}

/** Share of equal places: an estimate of the Jaccard similarity of the two texts’ runs. */
export function signatureSimilarity(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let k = 0; k < a.length; k++) if (a[k] === b[k]) equal++;
  return equal / a.length;
}

function mix(hash: number, k: number): number {
  let h = Math.imul(hash ^ Math.imul(k + 1, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
