import type { Random } from '#lib/core';
import { atLeast } from '../check.ts';
import { matrix } from '../numeric/matrix.ts';
import type { Sparse } from '../numeric/sparse.ts';
import { breathe, type Work } from '../work.ts';
import type { TopicWeights } from './topics.ts';

export interface LdaOptions {
  readonly random: Random;
  readonly sweeps?: number;
  /** Prior weight of each topic in a text. */
  readonly alpha?: number;
  /** Prior weight of each word in a topic. */
  readonly beta?: number;
}

/** Latent Dirichlet allocation (Blei, Ng & Jordan 2003) by collapsed Gibbs sampling (Griffiths & Steyvers 2004); weights are shares that sum to 1. */
export async function fitLda(
  counts: Sparse,
  topics: number,
  options: LdaOptions,
  work: Work = {},
): Promise<TopicWeights> {
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
    await breathe(work, (sweep + 1) / sweeps);
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
