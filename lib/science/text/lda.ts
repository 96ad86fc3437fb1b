import type { Random } from '#lib/core';
import { atLeast } from '../check.ts';
import { type Matrix, matrix, row } from '../numeric/matrix.ts';
import type { Sparse } from '../numeric/sparse.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';
import type { TopicWeights } from './topics.ts';

export interface LdaOptions {
  readonly random: Random;
  readonly sweeps?: number;
  /** Prior weight of each topic in a text. */
  readonly alpha?: number;
  /** Prior weight of each word in a topic. */
  readonly beta?: number;
}

const ldaOptionRules: OptionRules<LdaOptions> = {
  random: aFunction,
  sweeps: aNumber,
  alpha: aNumber,
  beta: aNumber,
};

/** Latent Dirichlet allocation (Blei, Ng & Jordan 2003) by collapsed Gibbs sampling (Griffiths & Steyvers 2004); weights are shares that sum to 1. */
export async function fitLda(
  counts: Sparse,
  topics: number,
  options: LdaOptions,
  work: Work = {},
): Promise<TopicWeights> {
  checkOptions(options, ldaOptionRules);
  const { random, sweeps = 200, alpha = 1 / topics, beta = 0.01 } = options;
  atLeast('topics', topics, 2);
  atLeast('words in all texts', counts.values.length, 1);
  const tokens = tokensOf(counts);
  const n = tokens.word.length;
  const topicOf = Int32Array.from({ length: n }, () => Math.floor(random() * topics));
  const inText = new Float64Array(counts.rows * topics);
  const inTopic = new Float64Array(counts.columns * topics);
  const size = new Float64Array(topics);
  const move = (token: number, topic: number, by: number) => {
    inText[tokens.text[token]! * topics + topic]! += by;
    inTopic[tokens.word[token]! * topics + topic]! += by;
    size[topic]! += by;
  };
  for (let token = 0; token < n; token++) move(token, topicOf[token]!, 1);
  const chances = new Float64Array(topics);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let token = 0; token < n; token++) {
      if (token % 2000 === 1999) await checkpoint(work, (sweep + token / n) / sweeps);
      move(token, topicOf[token]!, -1);
      const [text, word] = [tokens.text[token]! * topics, tokens.word[token]! * topics];
      let total = 0;
      for (let t = 0; t < topics; t++)
        total += chances[t] =
          ((inText[text + t]! + alpha) * (inTopic[word + t]! + beta)) / (size[t]! + beta * counts.columns);
      let rest = random() * total - chances[0]!;
      let drawn = 0;
      while (drawn < topics - 1 && rest >= 0) rest -= chances[++drawn]!;
      topicOf[token] = drawn;
      move(token, drawn, 1);
    }
    await checkpoint(work, (sweep + 1) / sweeps);
  }
  return {
    texts: matrix(
      counts.rows,
      topics,
      inText.map(
        (count, at) => (count + alpha) / (lengthOf(counts, Math.floor(at / topics)) + alpha * topics),
      ),
    ),
    words: matrix(
      topics,
      counts.columns,
      Float64Array.from({ length: topics * counts.columns }, (_, at) => {
        const topic = Math.floor(at / counts.columns);
        return (
          (inTopic[(at % counts.columns) * topics + topic]! + beta) / (size[topic]! + beta * counts.columns)
        );
      }),
    ),
  };
}

/**
 * The shares of topics in other texts, while the words stand still: the fixed point of θ ∝ α + Σ n · φθ / Σ φθ
 * (Asuncion, Welling, Smyth & Teh 2009). A text without a known word has equal shares.
 * @param words topics × words
 */
export async function ldaTexts(
  words: Matrix,
  counts: Sparse,
  alpha: number,
  work: Work = {},
): Promise<Matrix> {
  const topics = words.rows;
  const shares = matrix(counts.rows, topics);
  const next = new Float64Array(topics);
  for (let i = 0; i < counts.rows; i++) {
    const own = row(shares, i).fill(1 / topics);
    for (let step = 0; step < 200; step++) {
      next.fill(alpha);
      for (let k = counts.starts[i]!; k < counts.starts[i + 1]!; k++) addToken(words, counts, k, own, next);
      const total = next.reduce((sum, each) => sum + each, 0);
      let moved = 0;
      for (let t = 0; t < topics; t++) {
        moved = Math.max(moved, Math.abs(next[t]! / total - own[t]!));
        own[t] = next[t]! / total;
      }
      if (moved < 1e-9) break;
    }
    await checkpoint(work, (i + 1) / counts.rows);
  }
  return shares;
}

function addToken(words: Matrix, counts: Sparse, k: number, shares: Float64Array, into: Float64Array): void {
  const word = counts.columnsOf[k]!;
  let total = 0;
  for (let t = 0; t < shares.length; t++) total += shares[t]! * words.values[t * words.columns + word]!;
  for (let t = 0; t < shares.length; t++)
    into[t]! += (counts.values[k]! * shares[t]! * words.values[t * words.columns + word]!) / total;
}

/** A word that a text holds three times is three tokens. */
function tokensOf(counts: Sparse) {
  const text: number[] = [];
  const word: number[] = [];
  for (let i = 0; i < counts.rows; i++)
    for (let k = counts.starts[i]!; k < counts.starts[i + 1]!; k++)
      for (let times = 0; times < counts.values[k]!; times++) {
        text.push(i);
        word.push(counts.columnsOf[k]!);
      }
  return { text: Uint32Array.from(text), word: Uint32Array.from(word) };
}

function lengthOf({ starts, values }: Sparse, text: number): number {
  return values.subarray(starts[text], starts[text + 1]).reduce((sum, count) => sum + count, 0);
}
