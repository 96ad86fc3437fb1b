import { atLeast } from '../check.ts';
import { stopWords } from './stop-words.ts';
import type { WordCutter } from './word-cutter.ts';

export interface Keyword {
  readonly word: string;
  readonly weight: number;
}

/** Words worth counting: no stop word, at least two characters or letters, not a number alone. */
export function contentWords(text: string, cut: WordCutter): string[] {
  return cut(text.toLowerCase()).filter(
    (word) => word.length > 1 && !stopWords.has(word) && !/^[\d.]+$/u.test(word),
  );
}

/**
 * What sets some texts apart from all others: share of a word in them times how rare it is in the others (TF-IDF,
 * Spärck Jones 1972), the greatest first.
 */
export function tfIdfKeywords(
  texts: readonly string[],
  background: readonly string[],
  cut: WordCutter,
  count = 20,
): Keyword[] {
  atLeast('texts', texts.length, 1);
  const own = tally(texts.flatMap((text) => contentWords(text, cut)));
  const having = tally([...texts, ...background].flatMap((text) => [...new Set(contentWords(text, cut))]));
  const all = texts.length + background.length;
  const total = [...own.values()].reduce((sum, each) => sum + each, 0);
  return best(
    new Map(
      [...own].map(([word, times]) => [
        word,
        (times / total) * Math.log((1 + all) / (1 + having.get(word)!)),
      ]),
    ),
    count,
  );
}

/**
 * Words that stand near many words that stand near many (TextRank, Mihalcea & Tarau 2004): page rank over words within
 * `window` places of each other; needs no other texts to compare with. The greatest weight is 1.
 */
export function textRankKeywords(
  texts: readonly string[],
  cut: WordCutter,
  count = 20,
  window = 5,
): Keyword[] {
  const near = new Map<string, Map<string, number>>();
  for (const text of texts) {
    const words = contentWords(text, cut);
    for (const [at, word] of words.entries())
      for (const other of words.slice(at + 1, at + window)) if (other !== word) link(near, word, other);
  }
  const strength = new Map(
    [...near].map(([word, others]) => [word, [...others.values()].reduce((sum, each) => sum + each, 0)]),
  );
  let rank = new Map([...near.keys()].map((word) => [word, 1]));
  for (let step = 0; step < 50; step++)
    rank = new Map(
      [...near].map(([word, others]) => {
        let sum = 0;
        for (const [other, weight] of others) sum += (rank.get(other)! * weight) / strength.get(other)!;
        return [word, 0.15 + 0.85 * sum];
      }),
    );
  const ranked = best(rank, count);
  return ranked.map(({ word, weight }) => ({ word, weight: weight / ranked[0]!.weight }));
}

function link(near: Map<string, Map<string, number>>, a: string, b: string): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const others = near.get(from) ?? near.set(from, new Map()).get(from)!;
    others.set(to, (others.get(to) ?? 0) + 1);
  }
}

function tally(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function best(weights: ReadonlyMap<string, number>, count: number): Keyword[] {
  return [...weights]
    .map(([word, weight]) => ({ word, weight }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, count);
}
