import { atLeast } from '../check.ts';
import { type Sparse, sparse } from '../numeric/sparse.ts';
import { contentWords } from './keywords.ts';
import type { WordCutter } from './word-cutter.ts';

/** Texts × words, and what the words are. */
export interface WordCounts {
  readonly counts: Sparse;
  readonly words: readonly string[];
}

/** Counts of known words in other texts; other words are left out. */
export function countsOfWords(texts: readonly string[], words: readonly string[], cut: WordCutter): Sparse {
  return countsOf(
    texts.map((text) => contentWords(text, cut)),
    words,
  );
}

/** Counts of the content words that are in at least `fewest` texts and in at most the share `most` of them, by frequency. */
export function wordCounts(texts: readonly string[], cut: WordCutter, fewest = 2, most = 0.5): WordCounts {
  atLeast('texts', texts.length, 1);
  const lists = texts.map((text) => contentWords(text, cut));
  const having = new Map<string, number>();
  for (const list of lists) for (const word of new Set(list)) having.set(word, (having.get(word) ?? 0) + 1);
  const words = [...having]
    .filter(([, count]) => count >= fewest && count <= most * texts.length)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([word]) => word);
  atLeast('words that are neither rare nor everywhere', words.length, 2);
  return { counts: countsOf(lists, words), words };
}

function countsOf(lists: readonly (readonly string[])[], words: readonly string[]): Sparse {
  const place = new Map(words.map((word, at) => [word, at]));
  const pairs = lists.flatMap((list, row) =>
    list.flatMap((word) => (place.has(word) ? [[row, place.get(word)!] as const] : [])),
  );
  return sparse(
    lists.length,
    words.length,
    pairs.map(([row]) => row),
    pairs.map(([, column]) => column),
  );
}
