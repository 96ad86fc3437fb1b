import { outOfRange } from '../faults.ts';
import { aNumber, checkOptions, type OptionRules } from '../options.ts';
import { checkpoint, inPieces, quiet, type Work } from '../work.ts';
import { minHashPieces, signatureLength, signatureSimilarity } from './min-hash.ts';

export interface DuplicateOptions {
  /** Least share of common runs of characters, 0.5 to 1: 0.8 unless told. */
  readonly similarity?: number;
}

const duplicateOptionRules: OptionRules<DuplicateOptions> = { similarity: aNumber };

/**
 * Groups of texts that are almost the same, each with at least two places, by MinHash with bands (Leskovec, Rajaraman &
 * Ullman 2020, chapter 3): texts that share a band of four hashes are compared whole.
 */
export async function nearDuplicates(
  texts: readonly string[],
  options: DuplicateOptions = {},
  work: Work = {},
): Promise<number[][]> {
  checkOptions(options, duplicateOptionRules);
  const { similarity = 0.8 } = options;
  if (!(similarity >= 0.5 && similarity <= 1))
    throw outOfRange({ what: 'similarity', given: similarity, allowed: '0.5 to 1' });
  const signatures: Uint32Array[] = [];
  for (const [at, text] of texts.entries()) {
    signatures.push(await inPieces(minHashPieces(text), quiet(work)));
    await checkpoint(work, (0.8 * (at + 1)) / texts.length);
  }
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
      if (i % 100 === 0) await checkpoint(work, 0.8 + (0.2 * band) / signatureLength);
    }
  }
  const members = new Map<number, number[]>();
  for (const i of texts.keys()) {
    const known = members.get(root(i));
    if (known) known.push(i);
    else members.set(root(i), [i]);
  }
  return [...members.values()].filter((each) => each.length > 1);
}

const rowsOfBand = 4;
