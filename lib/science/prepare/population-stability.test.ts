import { expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { normal } from '../numeric/variates.ts';
import { categoryColumn, numberColumn } from '../table.ts';
import { populationStability } from './index.ts';

it('sums what moved between levels, by hand', () => {
  const before = categoryColumn('city', ['a', 'a', 'b', 'b']);
  const now = categoryColumn('city', ['a', 'b', 'b', 'b']);
  const { psi, parts } = populationStability(before, now);
  expect(psi).toBeCloseTo((0.25 - 0.5) * Math.log(0.5) + (0.75 - 0.5) * Math.log(1.5), 12);
  expect(parts.map(({ label }) => label)).toEqual(['a', 'b']);
});

it('is small without a change, and close to the square of the shift of a normal curve', () => {
  const random = seededRandom(7);
  const draw = (shift: number) =>
    numberColumn(
      'x',
      Array.from({ length: 50_000 }, () => shift + normal(random)),
    );
  expect(populationStability(draw(0), draw(0)).psi).toBeLessThan(0.002);
  // without bins the index of two normal curves is shift²; tenths lose a little of it
  expect(populationStability(draw(0), draw(0.5)).psi).toBeGreaterThan(0.22);
  expect(populationStability(draw(0), draw(0.5)).psi).toBeLessThan(0.25);
});

it('counts missing values as a part, and levels that are new', () => {
  const { parts } = populationStability(
    numberColumn('x', [1, 2, 3, 4]),
    numberColumn('x', [1, 2, Number.NaN, Number.NaN]),
    2,
  );
  expect(parts.find(({ label }) => label === 'missing')).toMatchObject({ before: 0.125, now: 0.5 });
});
