import { describe, expect, it } from 'vitest';
import { allFinite, binaryTarget, finiteOrMissing, positiveWeights } from './check.ts';
import { categoryColumn, columnNamed, numberColumn, table, takeRows } from './table.ts';

const city = categoryColumn('city', ['b', null, 'a', 'b']);
const age = numberColumn('age', [30, Number.NaN, 41, 27]);

describe('a table', () => {
  it('codes categories by the alphabet, and what is missing as −1', () => {
    expect(city.levels).toEqual(['a', 'b']);
    expect([...city.codes]).toEqual([1, -1, 0, 1]);
  });

  it('codes new rows as the training rows were: an unknown category is missing', () => {
    expect([...categoryColumn('city', ['c', 'a'], city.levels).codes]).toEqual([-1, 0]);
  });

  it('takes rows in any order and more than once', () => {
    const taken = takeRows(table([city, age]), [2, 2, 0]);
    expect(taken.rows).toBe(3);
    expect(taken.columns[0]).toMatchObject({ codes: Int32Array.of(0, 0, 1) });
    expect(taken.columns[1]).toMatchObject({ values: Float64Array.of(41, 41, 30) });
  });

  it('refuses columns of unequal length, a name twice, and a name it does not have', () => {
    expect(() => table([city, numberColumn('age', [1])])).toThrow(
      'age must have 4 values, one a row, but has 1',
    );
    expect(() => table([age, age])).toThrow(/column name is age; it must be different from all others/);
    expect(() => columnNamed(table([city, age]), 'sex')).toThrow(
      'the table has no column sex; it has city, age',
    );
  });
});

describe('checks', () => {
  it('name the row, counted from 1, and what is wrong with it', () => {
    expect(() => allFinite('age', [1, Number.NaN])).toThrow(/age has no value in row 2/);
    expect(() => allFinite('age', [1, Number.POSITIVE_INFINITY])).toThrow(/age holds Infinity in row 2/);
    expect(() => finiteOrMissing('age', [Number.NaN, Number.NEGATIVE_INFINITY])).toThrow(
      /-Infinity in row 2/,
    );
    expect(() => binaryTarget('left', [0, 2])).toThrow(/left holds 2 in row 2; only 0 and 1/);
    expect(() => binaryTarget('left', [1, 1])).toThrow(/left has only one class/);
    expect(() => positiveWeights([1, 0])).toThrow(/the weight of row 2 is 0/);
  });

  it('count the ones of a target', () => {
    expect(binaryTarget('left', [0, 1, 1, 0])).toBe(2);
  });
});
