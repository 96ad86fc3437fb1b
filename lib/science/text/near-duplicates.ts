import { outOfRange } from '../faults.ts';
import { minHash, signatureLength, signatureSimilarity } from './min-hash.ts';

/**
 * Groups of texts that are almost the same, each with at least two places, by MinHash with bands (Leskovec, Rajaraman &
 * Ullman 2020, chapter 3): texts that share a band of four hashes are compared whole. @param similarity least share of common runs, 0.5 to 1
 */
export function nearDuplicates(texts: readonly string[], similarity = 0.8): number[][] {
  if (!(similarity >= 0.5 && similarity <= 1))
    throw outOfRange({ what: 'similarity', given: similarity, allowed: '0.5 to 1' });
  const signatures = texts.map((text) => minHash(text));
  const group = texts.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (group[at] !== at) at = group[at] = group[group[at]!]!;
    return at;
  };
  for (let band = 0; band < signatureLength; band += rowsOfBand) {
    const buckets = new Map<string, number>();
    for (const [i, signature] of signatures.entries()) {
      if (signature[0] === 0xffffffff) continue;
      const key = signature.subarray(band, band + rowsOfBand).join();
      const other = buckets.get(key);
      if (other === undefined) buckets.set(key, i);
      else if (signatureSimilarity(signature, signatures[other]!) >= similarity) group[root(i)] = root(other);
    }
  }
  const members = new Map<number, number[]>();
  for (const i of texts.keys()) members.set(root(i), [...(members.get(root(i)) ?? []), i]);
  return [...members.values()].filter((each) => each.length > 1);
}

const rowsOfBand = 4;
