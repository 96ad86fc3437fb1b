import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import * as science from './index.ts';

const draws = seededRandom(6);
const values = Float64Array.from({ length: 60 }, () => draws());
const group = Float64Array.from(values, (_, row) => row % 2);
const study = {
  variables: science.table([science.numberColumn('x', values)]),
  treated: group,
  outcome: values,
};
const ridge = science.ridgeLearner();
const random = () => seededRandom(1);
const learners = { outcome: ridge, propensity: 0.5, random: random() };
const halves = new Float64Array(60).fill(0.5);
const labels = Array.from(values, (_, row) => science.sentimentClasses[row % 3]!);
const texts = Array.from(values, (_, row) => `text ${row}`);
const visits = science.elementSequences([[['a'], ['b']], [['a']]]);
const square = (x: Float64Array) => x[0]! ** 2;
const slope = (x: Float64Array, gradient: Float64Array) => {
  gradient[0] = 2 * x[0]!;
  return square(x);
};

/** What takes options, with one more: each must be refused by its name. */
const judged: Record<string, (wrong: object) => unknown> = {
  augmentedInversePropensity: (wrong) => science.augmentedInversePropensity(study, { ...learners, ...wrong }),
  bootstrapEffect: (wrong) => science.bootstrapEffect(values, values, { random: random(), ...wrong }),
  changePoints: (wrong) => science.changePoints(values, wrong),
  drawPreferences: (wrong) => science.drawPreferences(science.sparse(1, 3, [0], [0]), [], wrong),
  elementPatterns: (wrong) => science.elementPatterns(visits, { support: 0.5, ...wrong }),
  fitDrLearner: (wrong) => science.fitDrLearner(study, { ...learners, effect: ridge, ...wrong }),
  fitRLearner: (wrong) => science.fitRLearner(study, { ...learners, effect: ridge, ...wrong }),
  fitResponse: (wrong) => science.fitResponse([values], values, wrong),
  fitSLearner: (wrong) => science.fitSLearner(study, ridge, wrong),
  fitSentiment: (wrong) => science.fitSentiment(texts, group, wrong),
  fitSentimentClasses: (wrong) => science.fitSentimentClasses(texts, labels, wrong),
  fitXLearner: (wrong) => science.fitXLearner(study, { outcome: ridge, effect: ridge, ...wrong }),
  inversePropensity: (wrong) => science.inversePropensity(values, group, halves, wrong),
  lbfgs: (wrong) => science.lbfgs(slope, [1], wrong),
  logisticLearner: (wrong) => science.logisticLearner(wrong),
  nelderMead: (wrong) => science.nelderMead(square, [1], wrong),
  propensityStrata: (wrong) => science.propensityStrata(values, group, halves, wrong),
  ridgeLearner: (wrong) => science.ridgeLearner(wrong),
  stl: (wrong) => science.stl(values, 7, wrong),
};

describe('options', () => {
  it.each(Object.keys(judged))('of %s that are not known are named, and what there is', async (name) => {
    const call = (wrong: object) => (async () => judged[name]!(wrong))();
    await expect(call({ lamda: 1 })).rejects.toThrow(/there is no option lamda; there are \w+/);
    await expect(call({ lamda: 1 })).rejects.toMatchObject({ code: 'science.unknown-option' });
  });

  it('of another type than theirs are refused', async () => {
    const wrong: [string, object, RegExp][] = [
      ['stl', { robust: 'yes' }, /robust is yes; it must be one of true, false/],
      ['lbfgs', { memory: '10' }, /memory is 10; it must be a number/],
      ['fitRLearner', { folds: '5' }, /folds is 5; it must be a number/],
      ['bootstrapEffect', { relative: 1 }, /relative is 1/],
      ['bootstrapEffect', { strata: [1] }, /there is no option strata/],
      ['inversePropensity', { alternative: 'more' }, /alternative is more; it must be one of two-sided/],
      ['changePoints', { penalty: 'high' }, /penalty is high; it must be a number/],
    ];
    for (const [name, options, summary] of wrong)
      await expect((async () => judged[name]!(options))(), name).rejects.toThrow(summary);
  });
});
