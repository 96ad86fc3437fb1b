import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { normal } from '../numeric/variates.ts';
import { categoryColumn, numberColumn, table, takeRows } from '../table.ts';
import { isolationReasons } from './explain/isolation-reasons.ts';
import { fitIsolationForest, predictIsolationForest } from './isolation-forest.ts';

const random = seededRandom(3);
const strange = 7;
const values = () => Float64Array.from({ length: 500 }, (_, row) => (row === strange ? 12 : normal(random)));
const data = table([numberColumn('a', values()), numberColumn('b', values())]);

it('scores the row that lies apart highest, above 0.7, and half of the rows below 0.5', async () => {
  const scores = predictIsolationForest(await fitIsolationForest(data, { random: seededRandom(1) }), data);
  expect(scores.indexOf(Math.max(...scores))).toBe(strange);
  expect(scores[strange]).toBeGreaterThan(0.7);
  expect(scores.filter((score) => score < 0.5).length).toBeGreaterThan(250);
});

it('gives every row 0.5 where all rows are alike: the way is the expected one', async () => {
  const alike = table([numberColumn('a', new Float64Array(300).fill(1))]);
  const scores = predictIsolationForest(await fitIsolationForest(alike, { random: seededRandom(1) }), alike);
  expect([...scores]).toEqual(Array.from(scores, () => expect.closeTo(0.5, 12)));
});

it('tells two rows apart in one step: 2 ^ −(1 / 1)', async () => {
  const pair = table([numberColumn('a', [0, 1])]);
  expect([
    ...predictIsolationForest(await fitIsolationForest(pair, { random: seededRandom(1) }), pair),
  ]).toEqual([0.5, 0.5]);
});

it('notices a rare level and repeats with the seed, also through JSON', async () => {
  const kinds = Array.from({ length: 500 }, (_, row) => (row === strange ? 'rare' : row % 2 ? 'x' : 'y'));
  const mixed = table([
    categoryColumn('kind', kinds),
    numberColumn('a', [...(data.columns[0]!.kind === 'number' ? data.columns[0]!.values : [])]),
  ]);
  const [one, two] = await Promise.all(
    [1, 1].map((seed) => fitIsolationForest(mixed, { random: seededRandom(seed) })),
  );
  const scores = predictIsolationForest(one!, mixed);
  expect(scores.indexOf(Math.max(...scores))).toBe(strange);
  expect(predictIsolationForest(JSON.parse(JSON.stringify(two)), mixed)).toEqual(scores);
});

it('is refused for infinite numbers and empty columns', async () => {
  const options = { random: seededRandom(1) };
  await expect(() =>
    fitIsolationForest(table([numberColumn('a', [1, Number.POSITIVE_INFINITY])]), options),
  ).rejects.toThrow(/finite/);
  await expect(() =>
    fitIsolationForest(table([numberColumn('a', [Number.NaN, Number.NaN])]), options),
  ).rejects.toThrow(/no value/);
});

describe('the reasons of a row', () => {
  const three = table([
    numberColumn('a', values()),
    numberColumn(
      'b',
      Float64Array.from({ length: 500 }, () => normal(random)),
    ),
    categoryColumn(
      'level',
      Array.from({ length: 500 }, (_, row) => (row % 2 ? 'x' : 'y')),
    ),
  ]);

  it('name the column that makes it unusual first, with its value', async () => {
    const model = await fitIsolationForest(three, { random: seededRandom(2) });
    const { rows } = await isolationReasons(model, takeRows(three, [strange, 8]), { most: 2 });
    expect(rows[0]!.reasons).toHaveLength(2);
    expect(rows[0]!.reasons[0]).toMatchObject({ column: 'a', value: 12 });
    expect(rows[0]!.reasons[0]!.weight).toBeGreaterThan(3 * Math.abs(rows[0]!.reasons[1]!.weight));
    expect(rows[1]!.score).toBeLessThan(rows[0]!.score);
  });

  it('multiply to the score of every row', async () => {
    const model = await fitIsolationForest(three, { random: seededRandom(2), trees: 20 });
    const scores = predictIsolationForest(model, three);
    const { base, rows } = await isolationReasons(model, three);
    for (const [at, { score, reasons }] of rows.entries()) {
      expect(score).toBeCloseTo(scores[at]!, 10);
      const product = reasons.reduce((all, { weight }) => all * 2 ** weight, 2 ** base);
      expect(product).toBeCloseTo(scores[at]!, 10);
    }
  });
});
