/** Parts a text into its words, in their order; signs and blanks are left out. */
export type WordCutter = (text: string) => string[];

/** By the rules and dictionary of ICU, which is in every browser and in Node: coarser for Chinese than jieba. */
export function segmenterCutter(): WordCutter {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return (text) => {
    const words: string[] = [];
    for (const part of parts(text))
      for (const { segment, isWordLike } of segmenter.segment(part)) if (isWordLike) words.push(segment);
    return words;
  };
}

const longestPart = 1000;

/**
 * The text in parts that end with a blank or a sign that ends a clause, where no word goes on: the engine copies all it was
 * given for each word, which is the square of a long text. Without such a place a part ends where it is full.
 */
function* parts(text: string): Generator<string> {
  let from = 0;
  while (text.length - from > longestPart) {
    let to = from + longestPart;
    while (to > from && !/[\s，。！？；、]/u.test(text[to - 1]!)) to--;
    if (to === from) {
      to = from + longestPart;
      // not between the two halves of a character
      if (/[\ud800-\udbff]/.test(text[to - 1]!)) to--;
    }
    yield text.slice(from, to);
    from = to;
  }
  yield text.slice(from);
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
