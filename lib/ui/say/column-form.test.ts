import { expect, it } from 'vitest';
import { columnForm } from './column-form.ts';

const written = (values: number[], language: 'zh' | 'en' = 'zh') => values.map(columnForm(values, language));

it('gives all numbers of a column as many decimals', () => {
  expect(written([1, 2.5, 10.333])).toEqual(['1.00', '2.50', '10.33']);
  expect(written([12_000, 3])).toEqual(['12,000', '3']);
  expect(written([12_000.25, 3])).toEqual(['12,000.3', '3.0']);
  expect(written([-4.5, 4.5])).toEqual(['−4.50', '4.50']);
});

it('gives long numbers one unit, unless small ones would vanish in it', () => {
  expect(written([12_345_678, 456_789_012])).toEqual(['0.1亿', '4.6亿']);
  expect(written([12_345_678, 456_789_012], 'en')).toEqual(['12.3M', '456.8M']);
  expect(written([7, 456_789_012])).toEqual(['7', '456,789,012']);
});

it('leaves very small numbers what they are', () => {
  expect(written([0.00123, 0.0045])).toEqual(['0.0012', '0.0045']);
  expect(written([0, 0])).toEqual(['0', '0']);
});
