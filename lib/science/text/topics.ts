import { type Matrix, row } from '../numeric/matrix.ts';
import { type Sparse, transposeSparse } from '../numeric/sparse.ts';
import type { WordCounts } from './word-counts.ts';

/** What a topic is about. */
export interface Topic {
  /** Its weightiest words. */
  readonly words: readonly string[];
  /** The words that are more its own than other topics’: a name for it. */
  readonly label: string;
  /** Mean normalised pointwise mutual information of its words, −1 to 1: whether they occur in the same texts. */
  readonly coherence: number;
  /** Share of the texts in which it is the greatest. */
  readonly share: number;
}

/** Topics and the texts’ shares in them, as NMF and LDA find them. */
export interface TopicWeights {
  /** Texts × topics, 0 or more. */
  readonly texts: Matrix;
  /** Topics × words, 0 or more. */
  readonly words: Matrix;
}

/** The topics in words, the most frequent first. */
export function describeTopics({ counts, words }: WordCounts, weights: TopicWeights, count = 10): Topic[] {
  const byWord = transposeSparse(counts);
  const greatest = new Float64Array(weights.words.rows);
  for (let i = 0; i < weights.texts.rows; i++) {
    const shares = row(weights.texts, i);
    greatest[shares.indexOf(shares.reduce((a, b) => Math.max(a, b)))]!++;
  }
  const totals = new Float64Array(words.length);
  for (let t = 0; t < weights.words.rows; t++)
    for (const [w, weight] of row(weights.words, t).entries()) totals[w]! += weight;
  return Array.from({ length: weights.words.rows }, (_, t) => {
    const own = row(weights.words, t);
    const top = weightiest(own, count);
    const special = [...top].sort((a, b) => own[b]! ** 2 / totals[b]! - own[a]! ** 2 / totals[a]!);
    return {
      words: top.map((w) => words[w]!),
      label: special
        .slice(0, 3)
        .map((w) => words[w]!)
        .join(' · '),
      coherence: coherence(byWord, top),
      share: greatest[t]! / weights.texts.rows,
    };
  }).sort((a, b) => b.share - a.share);
}

function weightiest(weights: Float64Array, count: number): number[] {
  return Array.from(weights.keys())
    .sort((a, b) => weights[b]! - weights[a]! || a - b)
    .slice(0, count);
}

/** Bouma (2009), over all pairs of the words, by texts. */
function coherence(byWord: Sparse, words: readonly number[]): number {
  const texts = words.map((w) => new Set(byWord.columnsOf.subarray(byWord.starts[w], byWord.starts[w + 1])));
  const all = byWord.columns;
  let total = 0;
  let pairs = 0;
  for (const [a, one] of texts.entries())
    for (const other of texts.slice(a + 1)) {
      const both = [...one].filter((text) => other.has(text)).length / all;
      pairs++;
      if (both === 0) total -= 1;
      else if (both < 1) total += Math.log(both / ((one.size / all) * (other.size / all))) / -Math.log(both);
      else total += 1;
    }
  return pairs > 0 ? total / pairs : 1;
}
