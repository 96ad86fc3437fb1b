import { describe, expect, it } from 'vitest';
import { categoryColumn, numberColumn, table } from '../table.ts';
import { telco } from '../testing/telco.ts';
import {
  cramersV,
  featureScores,
  informationValue,
  mutualInformation,
  pearson,
  spearman,
  weightsOfEvidence,
} from './index.ts';

const data = telco();

describe('feature scores on Telco', () => {
  const scores = new Map(
    data && featureScores(data.variables, data.churned).map((score) => [score.name, score]),
  );

  // refs/extras.out: Cramér's V, mutual information in nats, information value
  it.runIf(data).each([
    ['Contract', 0.410116, 0.098453, 1.23856],
    ['OnlineSecurity', 0.3474, 0.064677, 0.717777],
    ['TechSupport', 0.342916, 0.063021, 0.699567],
    ['InternetService', 0.322455, 0.055574, 0.617953],
    ['PaymentMethod', 0.303359, 0.044519, 0.457109],
    ['gender', 0.008612, 0.000037, 0.00038],
  ])('has the reference values of %s', (name, v, nats, value) => {
    const score = scores.get(name)!;
    // the reference corrects two by two tables after Yates, so that its V of gender is a little lower
    expect(score.cramersV).toBeCloseTo(v, name === 'gender' ? 3 : 6);
    expect(score.mutualInformation).toBeCloseTo(nats, 6);
    expect(score.informationValue).toBeCloseTo(value, 5);
  });

  it.runIf(data)('has the rank correlation of tenure with ties', () => {
    expect(scores.get('tenure')!.spearman).toBeCloseTo(-0.3671, 4);
  });
});

describe('associations', () => {
  it('are 0 for independence and greatest where one tells the other', () => {
    const [x, y] = [
      [0, 0, 1, 1],
      [0, 1, 0, 1],
    ];
    expect([mutualInformation(x, y), cramersV(x, y), informationValue(x, y)]).toEqual([0, 0, 0]);
    expect(mutualInformation(x, x)).toBeCloseTo(Math.log(2), 12);
    expect(cramersV(x, x)).toBeCloseTo(1, 12);
  });

  it('weigh evidence by hand', () => {
    const [low, high] = weightsOfEvidence([0, 0, 0, 1, 1, 1], [0, 0, 1, 0, 1, 1]);
    expect(low).toEqual({
      code: 0,
      rows: 3,
      weight: expect.closeTo(Math.log(0.5), 12),
      value: expect.closeTo((-1 / 3) * Math.log(0.5), 12),
    });
    expect(high!.weight).toBeCloseTo(Math.log(2), 12);
  });

  it('correlate ranks with ties as a textbook does', () => {
    expect(spearman([1, 2, 2, 4], [10, 30, 20, 40])).toBeCloseTo(0.9486832980505138, 12);
    expect(pearson([1, 2, 3], [2, 4, 7])).toBeCloseTo(0.9933992677987828, 12);
    expect(() => spearman([1, 1], [1, 2])).toThrow(expect.objectContaining({ code: 'science.constant' }));
  });

  it('say what is constant or missing instead of a score', () => {
    const from = table([
      numberColumn('same', [3, 3, 3, 3]),
      categoryColumn('half', ['a', 'b', null, null]),
      numberColumn('none', new Array(4).fill(Number.NaN)),
    ]);
    expect(featureScores(from, Float64Array.of(0, 1, 0, 1))).toMatchObject([
      { name: 'same', missing: 0, constant: true },
      { name: 'half', missing: 0.5, constant: false },
      { name: 'none', missing: 1, constant: true },
    ]);
  });
});
