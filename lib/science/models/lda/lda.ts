import { type Matrix, matrix, row } from '../../numeric/matrix.ts';
import { aNumber, oneOf } from '../../options.ts';
import { fitLda, type LdaOptions, ldaTexts } from '../../text/lda.ts';
import { countsOfWords, wordCounts } from '../../text/word-counts.ts';
import type { ModelKind } from '../model-kind.ts';
import { cutters, type TopicOptions, type TopicWords, textsOf } from '../texts.ts';

type Options = TopicOptions & Omit<LdaOptions, 'random'>;

interface Learned extends TopicWords {
  readonly kind: 'lda';
  readonly version: 1;
  readonly alpha: number;
}

/** Topics as distributions of words: the shares of them in each text, which sum to 1. Learns from a column "text". */
export const lda: ModelKind<null, Options, Learned, Matrix> = {
  options: {
    topics: aNumber,
    cutter: oneOf(...Object.keys(cutters)),
    fewest: aNumber,
    most: aNumber,
    sweeps: aNumber,
    alpha: aNumber,
    beta: aNumber,
  },
  async learn({ table, options, random, work }) {
    const { topics = 10, cutter = 'jieba', fewest, most, alpha = 1 / topics, ...rest } = options;
    const { counts, words } = wordCounts(textsOf(table), await cutters[cutter](), fewest, most);
    const found = await fitLda(counts, topics, { ...rest, alpha, random }, work);
    const weights = Array.from({ length: topics }, (_, topic) => [...row(found.words, topic)]);
    return { kind: 'lda', version: 1, cutter, words, weights, alpha };
  },
  async answer({ cutter, words, weights, alpha }, table, work) {
    const counts = countsOfWords(textsOf(table), words, await cutters[cutter]());
    return ldaTexts(matrix(weights.length, words.length, weights.flat()), counts, alpha, work);
  },
};
