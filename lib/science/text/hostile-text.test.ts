import { describe, expect, it } from 'vitest';
import { aspectOpinions } from './aspect-opinions.ts';
import { guessLanguage } from './guess-language.ts';
import { hashText } from './hash-text.ts';
import { hashedGrams } from './hashed-grams.ts';
import { contentWords, textRankKeywords, tfIdfKeywords } from './keywords.ts';
import { findPersonal, maskPersonal } from './mask-personal.ts';
import { minHash } from './min-hash.ts';
import { normaliseText, simplify } from './normalise-text.ts';
import { lexiconSentiment } from './sentiment-lexicon.ts';
import { simHash } from './sim-hash.ts';
import { wordCounts } from './word-counts.ts';
import { segmenterCutter } from './word-cutter.ts';

const cut = segmenterCutter();
/** What ICU costs is measured once, by itself. */
const plainly = (text: string) => text.match(/[\p{L}\p{N}]{1,4}/gu) ?? [];

/** All that reads a text. */
const readers: Record<string, (text: string) => unknown> = {
  aspectOpinions: (text) => aspectOpinions(text, plainly),
  cut,
  contentWords: (text) => contentWords(text, plainly),
  findPersonal,
  guessLanguage,
  hashText,
  hashedGrams: (text) => hashedGrams([text]),
  lexiconSentiment,
  maskPersonal,
  minHash,
  normaliseText,
  simHash: (text) => simHash(text, plainly),
  simplify,
  textRankKeywords: (text) => textRankKeywords([`${text} one two`], plainly),
  tfIdfKeywords: (text) => tfIdfKeywords([`${text} one two`], [], plainly),
  wordCounts: (text) => wordCounts([`${text} one two`, 'one two', 'other words', 'more'], plainly),
};

/** What a pattern that goes back would take the square of: one long word, nearly a match again and again, opinions without an end. */
const units = ['a', '不好', 'good ', 'a@', '1 ', '+1-', 'a.', ' \n', '好，', 'parcel good '];

const repeated = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length));

/** Milliseconds of this process, the least of some runs: what others on the machine do counts little. */
function cost(run: () => unknown, runs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < runs; k++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** No square of a million is done sooner. */
const tooShortToBeSquare = 250;

describe('a text of a megabyte made to last', () => {
  it.each(Object.keys(readers))(
    'takes %s no more than its length',
    (name) => {
      const read = readers[name]!;
      for (const unit of units) {
        // where the square of 16 KB takes a second, that of a megabyte would not end
        const few = cost(() => read(repeated(unit, 1 << 14)), 1);
        expect(few, `${name} of 16 KB of ${JSON.stringify(unit)}`).toBeLessThan(1000);
        const quarter = repeated(unit, 1 << 18);
        const whole = repeated(unit, 1 << 20);
        let long = cost(() => read(whole), 1);
        if (long < tooShortToBeSquare) continue;
        const short = cost(() => read(quarter), 2);
        if (long > 8 * short)
          long = Math.min(
            long,
            cost(() => read(whole), 2),
          );
        // four times as long: 4 if it grows with the length, 16 if with its square
        expect(long / short, `${name} of ${JSON.stringify(unit)}`).toBeLessThan(9);
      }
    },
    120_000,
  );
});

describe('ICU', () => {
  it('cuts a long text into the words that it cuts its sentences into', () => {
    const sentences = [
      '这家店的衣服质量很好，',
      'delivery was late, ',
      '客服回复很慢。',
      'don’t buy 3.5 times 😀 ',
      '\u{20000}字',
    ];
    const order = Array.from({ length: 900 }, (_, i) => sentences[(i * i + 3) % 4]!);
    expect(cut(order.join(''))).toEqual(order.flatMap((sentence) => cut(sentence)));
    const long = cut('\u{20000}'.repeat(1501));
    expect(long.join('')).toBe('\u{20000}'.repeat(1501));
  });
});
