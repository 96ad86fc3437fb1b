import { readFileSync } from 'node:fs';
import { seededRandom } from '#lib/core';
import { fitSentiment, lexiconSentiment, permutation, predictSentiment, startWorkerPool } from '#lib/science';
import { readColumns, reference } from '../../lib/science/testing/reference-data.ts';
import { atLeast, atMost, type Line, type Section, timed } from './section.ts';

/** Sentiment of public reviews in both languages, and its speed. */
export const text: Section = {
  title: 'Text',
  about:
    'ChnSentiCorp_htl_all (7,766 hotel reviews) and 3 × 1,000 English sentences (Amazon, IMDb, Yelp), five folds at random (seed 42); references: scikit-learn logistic regression on TF-IDF, .8998 with characters and .8971 with words in Chinese, .829 in English; AFINN .793, VADER .801.',
  async *lines() {
    const chinese = reference('data/zh_sentiment/ChnSentiCorp_htl_all.csv');
    if (chinese) {
      const { label, review } = readColumns(chinese);
      const labels = Float64Array.from(label!, Number);
      yield atLeast('Chinese reviews: accuracy of five folds', await fiveFolds(review!, labels), 0.897);
      yield atLeast(
        'Chinese reviews: lexicon of our own, where it says anything',
        lexicon(review!, labels),
        0.75,
      );
      yield* speed(review!, labels);
    }
    const english = ['amazon_cells', 'imdb', 'yelp'].map((name) =>
      reference(`data/en_sentiment/${name}_labelled.txt`),
    );
    if (english.every((file) => file !== undefined)) yield* englishLines(english as string[]);
  },
};

async function* englishLines(files: readonly string[]): AsyncGenerator<Line> {
  const rows = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t')),
  );
  const texts = rows.map(([sentence]) => sentence!.trim());
  const labels = Float64Array.from(rows, ([, label]) => Number(label));
  yield atLeast('English sentences: accuracy of five folds', await fiveFolds(texts, labels), 0.829);
  yield atLeast(
    'English sentences: lexicon of our own, where it says anything',
    lexicon(texts, labels),
    0.79,
  );
}

async function fiveFolds(texts: readonly string[], labels: Float64Array): Promise<number> {
  const fold = permutation(seededRandom(42), texts.length).map((place) => place % 5);
  let right = 0;
  for (let k = 0; k < 5; k++) {
    const rows = (held: boolean) => Array.from(texts.keys()).filter((i) => (fold[i] === k) === held);
    const [train, test] = [rows(false), rows(true)];
    const model = await fitSentiment(
      train.map((i) => texts[i]!),
      Float64Array.from(train, (i) => labels[i]!),
    );
    const chances = predictSentiment(
      model,
      test.map((i) => texts[i]!),
    );
    right += test.filter((i, at) => chances[at]! >= 0.5 === (labels[i] === 1)).length;
  }
  return right / texts.length;
}

function lexicon(texts: readonly string[], labels: Float64Array): number {
  const scores = texts.map(lexiconSentiment);
  const heard = scores.filter((score) => score !== 0).length;
  const right = scores.filter((score, i) => score !== 0 && score > 0 === (labels[i] === 1)).length;
  return right / heard;
}

async function* speed(texts: readonly string[], labels: Float64Array): AsyncGenerator<Line> {
  const pool = await startWorkerPool(2, new URL('science.js', import.meta.url));
  for (const count of [7_500, 60_000]) {
    const many = Array.from({ length: count }, (_, i) => texts[i % texts.length]!);
    const kinds = Float64Array.from(many, (_, i) => labels[i % texts.length]!);
    const { seconds } = await timed(() => fitSentiment(many, kinds, {}, { pool }));
    yield atMost(`training on ${count.toLocaleString('en')} Chinese reviews, two threads`, seconds, 20, ' s');
  }
  await pool.close();
}
