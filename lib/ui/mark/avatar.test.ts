import { expect, it } from 'vitest';
import { formatMoney } from '../say/format-money.ts';
import { colourOf, initialsOf } from './avatar.tsx';

it('takes one letter of a Chinese name and two of others', () => {
  expect(
    ['孙思远', 'Ada Lovelace', 'anna', '  Jean Luc Picard ', '欧阳 娜娜', '😀 x', ''].map(initialsOf),
  ).toEqual(['孙', 'AL', 'A', 'JP', '欧', '😀X', '']);
});

it('gives the same text the same colour, and different texts all of them', () => {
  const colours = Array.from({ length: 400 }, (_, i) => colourOf(`${i * 7_919}`));
  expect(colourOf('14724890')).toBe(colourOf('14724890'));
  expect([...new Set(colours)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

it('writes money with its sign, and as a number where the currency is not known', () => {
  expect(formatMoney(3284.4, 'CNY', 'zh')).toBe('¥3,284');
  expect(formatMoney(186.5, 'CNY', 'en')).toBe('¥186.50');
  expect(formatMoney(-12, 'USD', 'en')).toBe('−$12');
  expect(formatMoney(99.5, undefined, 'zh')).toBe('99.5');
  expect(formatMoney(99.5, 'tea leaves', 'zh')).toBe('99.5');
  expect(formatMoney(null, 'CNY', 'zh')).toBe('–');
});
