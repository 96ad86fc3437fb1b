import { type Matrix, matrix, row } from '../../numeric/matrix.ts';
import { aNumber, oneOf } from '../../options.ts';
import { fitNmf, type NmfOptions, nmfTexts } from '../../text/nmf.ts';
import { inverseDocumentFrequency, tfIdf } from '../../text/tf-idf.ts';
import { countsOfWords, wordCounts } from '../../text/word-counts.ts';
import type { ModelKind } from '../model-kind.ts';
import { cutters, type TopicOptions, type TopicWords, textsOf } from '../texts.ts';

type Options = TopicOptions & Omit<NmfOptions, 'random'>;

interface Learned extends TopicWords {
  readonly kind: 'nmf';
  readonly version: 1;
  /** How rare each word is. */
  readonly rarities: readonly number[];
}

/** Topics as factors that are not negative, of TF-IDF weights: how much of each is in each text. Learns from a column "text". */
export const nmf: ModelKind<null, Options, Learned, Matrix> = {
  options: {
    topics: aNumber,
    cutter: oneOf(...Object.keys(cutters)),
    fewest: aNumber,
    most: aNumber,
    sweeps: aNumber,
  },
  async learn({ table, options, random, work }) {
    const { topics = 10, cutter = 'jieba', fewest, most, ...rest } = options;
    const { counts, words } = wordCounts(textsOf(table), await cutters[cutter](), fewest, most);
    const rarities = inverseDocumentFrequency(counts);
    const found = await fitNmf(tfIdf(counts, rarities), topics, { ...rest, random }, work);
    const weights = Array.from({ length: topics }, (_, topic) => [...row(found.words, topic)]);
    return { kind: 'nmf', version: 1, cutter, words, weights, rarities: [...rarities] };
  },
  async answer({ cutter, words, weights, rarities }, table, work) {
    const counts = countsOfWords(textsOf(table), words, await cutters[cutter]());
    return nmfTexts(matrix(weights.length, words.length, weights.flat()), tfIdf(counts, rarities), work);
  },
};
