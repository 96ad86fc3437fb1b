import { type Sparse, sparse } from '../numeric/sparse.ts';
import { guessLanguage } from './guess-language.ts';
import { hashText } from './hash-text.ts';
import { normaliseText } from './normalise-text.ts';

/** Places that the grams of a text are hashed to: 2¹⁸, so that the vocabulary need not be kept. */
export const gramSpace = 2 ** 18;

/**
 * Texts as counts of their grams (Weinberger and others 2009): single characters and pairs of them for Chinese,
 * which needs no cutting into words; words, pairs of words, and beginnings of words for the rest.
 */
export function hashedGrams(texts: readonly string[]): Sparse {
  const rows: number[] = [];
  const columns: number[] = [];
  for (const [row, text] of texts.entries())
    for (const gram of grams(text)) {
      rows.push(row);
      columns.push(hashText(gram) % gramSpace);
    }
  return sparse(texts.length, gramSpace, rows, columns);
}

function* grams(text: string): Generator<string> {
  const plain = normaliseText(text);
  if (guessLanguage(plain) === 'zh') yield* runs(Array.from(plain.replaceAll(' ', '')), '');
  else yield* wordGrams(plain.match(/[\p{L}\p{N}']+|[!?]/gu) ?? []);
}

function* wordGrams(words: readonly string[]): Generator<string> {
  yield* runs(words, ' ');
  for (const word of words) if (word.length > 5) yield `${word.slice(0, 5)}*`;
}

/** Every part and every two that stand side by side. */
function* runs(parts: readonly string[], between: string): Generator<string> {
  for (const [at, part] of parts.entries()) {
    yield part;
    if (at > 0) yield parts[at - 1]! + between + part;
  }
}
