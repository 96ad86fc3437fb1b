/** Parts a text into its words, in their order; signs and blanks are left out. */
export type WordCutter = (text: string) => string[];

/** By the rules and dictionary of ICU, which is in every browser and in Node: coarser for Chinese than jieba. */
export function segmenterCutter(): WordCutter {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return (text) =>
    Array.from(segmenter.segment(text)).flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
}

/** By jieba’s dictionary and hidden Markov model, for Chinese with English in it; by ICU where jieba is not to be had. */
export async function jiebaCutter(): Promise<WordCutter> {
  try {
    const [{ Jieba }, { dict }] = await Promise.all([
      import('@node-rs/jieba'),
      import('@node-rs/jieba/dict.js'),
    ]);
    const jieba = Jieba.withDict(dict);
    return (text) => jieba.cut(text, true).filter((word) => /[\p{L}\p{N}]/u.test(word));
  } catch {
    return segmenterCutter();
  }
}
