import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { rocAuc } from '../judge/roc-auc.ts';
import { splitsOf } from '../prepare/folds.ts';
import type { SurvivalTimes } from '../survival/survival-times.ts';
import { categoryColumn, numberColumn, type Table, table, takeRows } from '../table.ts';
import { telco } from '../testing/telco.ts';
import { type FitOptions, fit as learn, predict } from './fit.ts';
import { type Kind, modelKinds, type TargetOf } from './model-kinds.ts';

const rows = 160;
const draws = seededRandom(5);
const list = <Item>(make: (row: number) => Item) => Array.from({ length: rows }, (_, row) => make(row));
const age = list(() => 20 + 50 * draws());
const channel = list((row) => ['shop', 'web', 'phone'][row % 3]!);
const score = list((row) => age[row]! / 20 + (channel[row] === 'web' ? 1 : 0) + draws());
const people = table([
  numberColumn(
    'age',
    age.map((value, row) => (row % 11 === 0 ? Number.NaN : value)),
  ),
  numberColumn(
    'spend',
    list(() => 1e12 + 100 * draws()),
  ),
  categoryColumn(
    'channel',
    channel.map((level, row) => (row % 13 === 0 ? null : level)),
  ),
  numberColumn(
    'always the same',
    list(() => 3),
  ),
]);
const yes = Float64Array.from(score, (value) => (value > 3.3 ? 1 : 0));
const amount = Float64Array.from(score, (value) => 100 * value);
const times: SurvivalTimes = {
  time: Float64Array.from(score, (value) => 1 + Math.ceil(20 / value)),
  event: Float64Array.from(score, (_, row) => (row % 4 === 0 ? 0 : 1)),
};
const strangers = table([
  categoryColumn('channel', ['web', 'never seen', null]),
  numberColumn('always the same', [3, 4, Number.NaN]),
  numberColumn('spend', [1e12, Number.NaN, 1e12 + 50]),
  numberColumn('age', [30, 60, Number.NaN]),
]);

/** A target for every kind: forget one and it does not compile. */
const targets: { readonly [K in Kind]: TargetOf<K> } = {
  'accelerated-failure': times,
  'bernoulli-naive-bayes': yes,
  'calibrated-svm': yes,
  'cox-regression': times,
  'decision-tree': yes,
  'gaussian-mixture': null,
  'gradient-boosting': amount,
  'isolation-forest': null,
  'k-means': null,
  'linear-regression': amount,
  'logistic-regression': yes,
  'nearest-neighbours': yes,
  'random-forest': yes,
};
const kinds = Object.keys(modelKinds) as Kind[];
const trained = <K extends Kind>(kind: K, from: Table = people, options: object = {}) =>
  learn<K>(from, targets[kind], { kind, ...options } as FitOptions<K>);

describe('every kind of model', () => {
  it.each(kinds)('%s answers the same from JSON, for columns in any order', async (kind) => {
    const model = await trained(kind);
    expect(model).toMatchObject({ kind, version: 1 });
    const kept = JSON.parse(JSON.stringify(model));
    expect(kept).toEqual(model);
    const turned = { rows, columns: [...people.columns].reverse() };
    expect(await predict(kept, turned)).toEqual(await predict(model, people));
  });

  it.each(kinds)('%s answers for gaps and for levels it has not seen', async (kind) => {
    const answers = await predict(await trained(kind), strangers);
    expect(answers).toHaveLength(3);
    expect([...answers].every(Number.isFinite)).toBe(true);
  });

  it.each(kinds)('%s repeats with its seed', async (kind) => {
    expect(await trained(kind, people, { seed: 4 })).toEqual(await trained(kind, people, { seed: 4 }));
  });

  it.each(kinds)('%s names columns that are missing, too many or of another kind', async (kind) => {
    const model = await trained(kind);
    const [first, ...rest] = people.columns;
    await expect(predict(model, { rows, columns: rest })).rejects.toThrow(/lacks columns .*: age$/);
    const more = [...people.columns, numberColumn('height', list(Number)), numberColumn('x', list(Number))];
    await expect(predict(model, { rows, columns: more })).rejects.toThrow(/not trained on: height, x;/);
    const other = [categoryColumn('age', channel), ...rest];
    await expect(predict(model, { rows, columns: other })).rejects.toThrow(/age: category ≠ number/);
    const endless = [
      numberColumn(
        'age',
        list(() => Number.POSITIVE_INFINITY),
      ),
      ...rest,
    ];
    await expect(predict(model, { rows, columns: endless })).rejects.toThrow(/age holds Infinity in row 1/);
    expect(first!.name).toBe('age');
  });

  it.each(kinds)('%s says which options there are', async (kind) => {
    const options = Object.keys(modelKinds[kind].options).join(', ');
    await expect(trained(kind, people, { lamda: 1 })).rejects.toThrow(
      `there is no option lamda; there are seed, ${options}`,
    );
    await expect(trained(kind, people, { seed: 'x' })).rejects.toThrow(/seed is x; it must be a number/);
  });
});

describe('fit', () => {
  it('says which kinds there are', async () => {
    const unknown = { kind: 'toString' } as unknown as FitOptions<'k-means'>;
    await expect(learn(people, null, unknown)).rejects.toThrow(
      /kind is toString; it must be one of accelerated/,
    );
    await expect(predict(JSON.parse('{"kind":"x"}'), people)).rejects.toThrow(/kind is x/);
  });

  it('refuses a choice that is none, in both languages', async () => {
    const wrong: [Kind, object, RegExp][] = [
      ['cox-regression', { ties: 'exact' }, /ties is exact; it must be one of efron, breslow/],
      ['accelerated-failure', { distribution: 'gamma' }, /distribution is gamma; it must be one of weibull/],
      ['calibrated-svm', { loss: 'log' }, /loss is log; it must be one of squared hinge, hinge/],
      ['nearest-neighbours', { weigh: 'nearest' }, /weigh is nearest; it must be one of alike, by distance/],
      ['decision-tree', { target: 'class' }, /target is class; it must be one of binary, number/],
      ['gradient-boosting', { loss: { kind: 'huber' } }, /loss is huber; it must be one of binary, squared/],
      ['gradient-boosting', { loss: 'binary' }, /loss/],
      ['gradient-boosting', { trees: '100' }, /trees is 100; it must be a number/],
      ['k-means', { groups: 0 }, /groups is 0/],
    ];
    for (const [kind, options, says] of wrong)
      await expect(trained(kind, people, options), JSON.stringify(options)).rejects.toThrow(says);
  });

  it('takes targets and weights as lists, as they are in JSON', async () => {
    const weights = list((row) => 1 + (row % 2));
    const given = { kind: 'logistic-regression', weights } as const;
    const plain = await learn(people, JSON.parse(JSON.stringify([...yes])), given);
    expect(plain).toEqual(await learn(people, yes, { ...given, weights: Float64Array.from(weights) }));
  });

  it('without penalty gives the coefficients of plain least squares per standard deviation', async () => {
    const x = [1, 2, 3, 4, 5, 6, 7, 9];
    const line = table([numberColumn('x', x)]);
    const y = Float64Array.from(x, (value) => 7 + 2 * value + (value % 2 === 0 ? 0.1 : -0.1));
    const model = await learn(line, y, { kind: 'linear-regression', l2: 0 });
    const mean = x.reduce((a, b) => a + b) / 8;
    const meanY = y.reduce((a, b) => a + b) / 8;
    const slope =
      x.reduce((sum, value, i) => sum + (value - mean) * (y[i]! - meanY), 0) /
      x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const [at10] = await predict(model, table([numberColumn('x', [10])]));
    expect(at10).toBeCloseTo(meanY + slope * (10 - mean), 10);
    expect(model.covariance).toHaveLength(4);
  });

  it('tells a gap apart from a value where gaps speak', async () => {
    const gaps = table([
      numberColumn(
        'x',
        list((row) => (row % 4 === 0 ? Number.NaN : (row * 7) % 5)),
      ),
    ]);
    const target = Float64Array.from({ length: rows }, (_, row) => (row % 4 === 0 ? 10 : 0));
    const model = await learn(gaps, target, { kind: 'linear-regression', l2: 1e-6 });
    const [missing, present] = await predict(model, table([numberColumn('x', [Number.NaN, 2])]));
    expect(missing).toBeCloseTo(10, 3);
    expect(present).toBeCloseTo(0, 3);
  });

  const given = telco();
  it.runIf(given)('reaches scikit-learn’s AUC of .84515 on Telco from the plain table', async () => {
    const { variables, churned, fold } = given!;
    let total = 0;
    for (const { train, test } of splitsOf(fold)) {
      const of = (rows: Uint32Array) => Float64Array.from(rows, (row) => churned[row]!);
      const model = await learn(takeRows(variables, train), of(train), { kind: 'logistic-regression' });
      total += rocAuc(of(test), await predict(model, takeRows(variables, test)));
    }
    expect(total / 5).toBeCloseTo(0.84515, 3);
  });
});
