import { simplified, traditional } from './chinese-variants.data.ts';

const simpler = new Map(Array.from(traditional, (character, at) => [character, simplified[at]!]));

/**
 * One way to write the same: full width becomes half width (Unicode NFKC), capitals small, traditional characters
 * simplified, white space one blank, a sign that is repeated more than three times is repeated three times.
 */
export function normaliseText(text: string): string {
  const plain = simplify(text.normalize('NFKC').toLowerCase());
  return plain
    .replace(/\s+/gu, ' ')
    .replace(/(.)\1{3,}/gu, '$1$1$1')
    .trim();
}

/** Traditional characters as simplified ones, character by character; words that differ otherwise stay. */
export function simplify(text: string): string {
  return text.replace(/[\u4e00-\u9fff]/gu, (character) => simpler.get(character) ?? character);
}
