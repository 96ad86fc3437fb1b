import { expect, it } from 'vitest';
import { categoryColumn, numberColumn, table } from '../table.ts';
import { applyLinearDesign, fitLinearDesign } from './linear-design.ts';

const city = (values: string[]) => categoryColumn('city', values, ['a', 'b', 'c']);

it('standardises numbers, takes a missing one as the mean, and leaves out what does not vary', () => {
  const variables = table([
    numberColumn('age', [20, 40, Number.NaN, 30]),
    numberColumn('always', [1, 1, 1, 1]),
    city(['a', 'b', 'a', 'a']),
  ]);
  const design = fitLinearDesign(variables);
  expect(design.columns.map(({ name }) => name)).toEqual(['age', 'city=a', 'city=b']);
  const unit = Math.sqrt(200 / 3);
  const { rows, columns, values } = applyLinearDesign(design, variables);
  expect([rows, columns]).toEqual([4, 3]);
  expect([...values]).toEqual([-10 / unit, 1, 0, 10 / unit, 0, 1, 0, 1, 0, 0, 1, 0]);
});

it('gives new rows the columns of the fit, a level not seen being none of them', () => {
  const design = fitLinearDesign(table([city(['a', 'b', 'a'])]));
  expect([...applyLinearDesign(design, table([city(['c', 'b'])])).values]).toEqual([0, 0, 0, 1]);
});

it('refuses infinite numbers and tables in which nothing varies', () => {
  expect(() => fitLinearDesign(table([numberColumn('x', [1, Number.POSITIVE_INFINITY])]))).toThrow('finite');
  expect(() => fitLinearDesign(table([numberColumn('x', [1, 1])]))).toThrow('the same in every row');
});
