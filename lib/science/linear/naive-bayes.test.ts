import { expect, it } from 'vitest';
import { matrix } from '../numeric/matrix.ts';
import { sparse } from '../numeric/sparse.ts';
import { fitBernoulliNaiveBayes, fitMultinomialNaiveBayes, predictNaiveBayes } from './index.ts';

// Manning, Raghavan & Schütze (2008), table 13.1: Chinese, Beijing, Shanghai, Macao, Tokyo, Japan; class 1 is "China"
const texts = matrix(4, 6, [
  ...[2, 1, 0, 0, 0, 0],
  ...[2, 0, 1, 0, 0, 0],
  ...[1, 0, 0, 1, 0, 0],
  ...[1, 0, 0, 0, 1, 1],
]);
const china = [1, 1, 1, 0];
const asked = matrix(1, 6, [3, 0, 0, 0, 1, 1]);

it('computes the examples 13.1 and 13.2 of the textbook', () => {
  const yes = (3 / 4) * (3 / 7) ** 3 * (1 / 14) ** 2;
  const no = (1 / 4) * (2 / 9) ** 3 * (2 / 9) ** 2;
  const multinomial = predictNaiveBayes(fitMultinomialNaiveBayes(texts, china), asked);
  expect(multinomial.values[1]).toBeCloseTo(yes / (yes + no), 12);
  const has = (3 / 4) * (4 / 5) * (1 / 5) ** 2 * (1 - 2 / 5) ** 3;
  const hasNot = (1 / 4) * (2 / 3) ** 3 * (1 - 1 / 3) ** 3;
  const bernoulli = predictNaiveBayes(fitBernoulliNaiveBayes(texts, china), asked);
  expect(bernoulli.values[1]).toBeCloseTo(has / (has + hasNot), 12);
});

it('takes sparse rows, weights as repetition, several classes; probabilities sum to one', () => {
  const entries = [...texts.values.entries()].filter(([, value]) => value > 0);
  const thin = sparse(
    4,
    6,
    entries.map(([at]) => Math.floor(at / 6)),
    entries.map(([at]) => at % 6),
    entries.map(([, value]) => value),
  );
  for (const learn of [fitBernoulliNaiveBayes, fitMultinomialNaiveBayes]) {
    const classes = [2, 1, 1, 0];
    const model = learn(thin, classes, { weights: [2, 1, 1, 1] });
    const again = learn(matrix(5, 6, [...texts.values.subarray(0, 6), ...texts.values]), [2, ...classes]);
    const p = predictNaiveBayes(JSON.parse(JSON.stringify(model)), asked).values;
    expect(p.reduce((sum, each) => sum + each)).toBeCloseTo(1, 12);
    expect([...p]).toEqual(
      [...predictNaiveBayes(again, asked).values].map((each) => expect.closeTo(each, 12)),
    );
  }
});

it('refuses negative counts and classes that leave a gap', () => {
  expect(() => fitMultinomialNaiveBayes(matrix(2, 1, [1, -1]), [0, 1])).toThrow(/count/);
  expect(() => fitBernoulliNaiveBayes(texts, [0, 2, 2, 2])).toThrow(/number of classes/);
  expect(() => fitBernoulliNaiveBayes(texts, [1, 1, 1, 1])).toThrow(
    expect.objectContaining({ code: 'science.one-class' }),
  );
});
