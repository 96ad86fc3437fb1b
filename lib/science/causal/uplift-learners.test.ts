import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '#lib/core';
import { correlation, mean, normal, sigmoid } from '../numeric/index.ts';
import { categoryColumn, numberColumn, type Table, table } from '../table.ts';
import { hillstrom } from '../testing/hillstrom.ts';
import { fitClassTransformation, predictClassTransformation } from './class-transformation.ts';
import { fitDrLearner, predictDrLearner } from './dr-learner.ts';
import { logisticLearner } from './logistic-learner.ts';
import { qiniAuc } from './qini.ts';
import { fitRLearner, predictRLearner } from './r-learner.ts';
import { ridgeLearner } from './ridge-learner.ts';
import { fitSLearner, predictSLearner } from './s-learner.ts';
import type { Study } from './study.ts';
import { fitTLearner, predictTLearner } from './t-learner.ts';
import { fitXLearner, predictXLearner } from './x-learner.ts';

const ridge = ridgeLearner();
const logistic = logisticLearner();

/** Each learner by name: fits a study and answers the effects on other rows, after the model went through JSON. */
const learners: Record<
  string,
  (study: Study, rows: Table, random: Random, treatedShare: number) => Promise<Float64Array>
> = {
  S: async (study, rows) =>
    predictSLearner(throughJson(await fitSLearner(study, ridge, { interactions: true })), ridge, rows),
  T: async (study, rows) => predictTLearner(throughJson(await fitTLearner(study, ridge)), ridge, rows),
  X: async (study, rows) =>
    predictXLearner(throughJson(await fitXLearner(study, { outcome: ridge, effect: ridge })), ridge, rows),
  R: async (study, rows, random, propensity) =>
    predictRLearner(
      throughJson(await fitRLearner(study, { outcome: ridge, propensity, effect: ridge, random })),
      ridge,
      rows,
    ),
  DR: async (study, rows, random, propensity) =>
    predictDrLearner(
      throughJson(await fitDrLearner(study, { outcome: ridge, propensity, effect: ridge, random })),
      ridge,
      rows,
    ),
};

const throughJson = <T>(model: T): T => JSON.parse(JSON.stringify(model)) as T;

/** An experiment in which the effect is 1 + 2 x − 1 in the city c. */
function experiment(random: Random, rows: number, share: number): { study: Study; effect: Float64Array } {
  const x = Float64Array.from({ length: rows }, () => normal(random));
  const z = Float64Array.from({ length: rows }, () => normal(random));
  const city = Array.from({ length: rows }, () => ['a', 'b', 'c'][Math.floor(3 * random())]!);
  const effect = x.map((value, i) => 1 + 2 * value - (city[i] === 'c' ? 1 : 0));
  const treated = x.map(() => (random() < share ? 1 : 0));
  const outcome = x.map((value, i) => value + 3 * z[i]! + treated[i]! * effect[i]! + normal(random));
  const variables = table([numberColumn('x', x), numberColumn('z', z), categoryColumn('city', city)]);
  return { study: { variables, treated, outcome }, effect };
}

describe.each(Object.entries(learners))('the %s learner', (_, effectsOf) => {
  it.each([0.5, 0.2])('finds the effect on each person with a share of %d treated', async (share) => {
    const { study, effect } = experiment(seededRandom(3), 3000, share);
    const found = await effectsOf(study, study.variables, seededRandom(4), share);
    expect(correlation(found, effect)).toBeGreaterThan(0.99);
    expect(Math.abs(mean(found) - mean(effect))).toBeLessThan(0.15);
  });

  it('finds the opposite when the treated and the others change places', async () => {
    const { study } = experiment(seededRandom(5), 1000, 0.5);
    const mirrored = { ...study, treated: study.treated.map((t) => 1 - t) };
    const forth = await effectsOf(study, study.variables, seededRandom(6), 0.5);
    const back = await effectsOf(mirrored, study.variables, seededRandom(6), 0.5);
    expect(correlation(forth, back)).toBeLessThan(-0.999);
  });

  it('refuses a study of treated people only and one with other lengths', async () => {
    const { study } = experiment(seededRandom(7), 100, 0.5);
    const all = { ...study, treated: new Float64Array(100).fill(1) };
    await expect(effectsOf(all, study.variables, seededRandom(1), 0.5)).rejects.toThrow('only one class');
    const short = { ...study, outcome: study.outcome.slice(1) };
    await expect(effectsOf(short, study.variables, seededRandom(1), 0.5)).rejects.toThrow('must have 100');
  });
});

it('the class transformation finds effects on chances, also in uneven groups', async () => {
  for (const share of [0.5, 0.25]) {
    const random = seededRandom(8);
    const x = Float64Array.from({ length: 20_000 }, () => normal(random));
    const treated = x.map(() => (random() < share ? 1 : 0));
    const effect = x.map((value) => 0.3 * (2 * sigmoid(value) - 1));
    const outcome = x.map((_, i) => (random() < 0.5 + treated[i]! * effect[i]! ? 1 : 0));
    const study = { variables: table([numberColumn('x', x)]), treated, outcome };
    const model = throughJson(await fitClassTransformation(study, logistic));
    const found = predictClassTransformation(model, logistic, study.variables);
    expect(correlation(found, effect)).toBeGreaterThan(0.97);
    expect(Math.abs(mean(found) - mean(effect))).toBeLessThan(0.03);
  }
});

const data = hillstrom();

it.runIf(data)('the linear learners come to the Qini of the reference on Hillstrom', async () => {
  const { training, test } = data!;
  const qini = (effects: Float64Array) => qiniAuc(test.outcome, effects, test.treated);
  const single = await fitSLearner(training, logistic, { interactions: true });
  expect(qini(predictSLearner(single, logistic, test.variables))).toBeCloseTo(0.06543, 3);
  const two = await fitTLearner(training, logistic);
  expect(qini(predictTLearner(two, logistic, test.variables))).toBeCloseTo(0.06521, 3);
  const classes = await fitClassTransformation(training, logistic);
  expect(
    Math.abs(qini(predictClassTransformation(classes, logistic, test.variables)) - 0.06939),
  ).toBeLessThan(0.0112);
});
