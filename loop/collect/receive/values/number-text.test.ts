import { expect, it } from 'vitest';
import { addProperties, Properties } from '../properties.ts';
import { numberOfText } from './number-text.ts';

it('reads texts that are wholly a number, and no others', () => {
  for (const [text, number] of [
    ['39.95', 39.95],
    ['100', 100],
    [' -7 ', -7],
    ['+.5', 0.5],
    ['1e3', 1000],
    ['007', 7],
    ['999999999999999', 999999999999999],
  ] as const)
    expect(numberOfText(text)).toBe(number);
  for (const text of [
    '',
    ' ',
    '-',
    '.',
    '1.2.3',
    '1,234',
    '¥5',
    '0x10',
    'NaN',
    'Infinity',
    '1e999',
    '12a',
    '20261122000000001',
  ])
    expect(numberOfText(text), text).toBe(undefined);
});

it('keeps such a text as it was sent, and its number or moment beside it, as one property', () => {
  const properties = new Properties();
  addProperties(properties, { price: '39.95', day: '2026-11-22', n: 3, word: 'x' });
  expect(properties.size).toBe(4);
  expect(properties.plain()).toEqual({ price: '39.95', day: '2026-11-22', n: 3, word: 'x' });
  expect([...properties.numbers]).toEqual([
    ['price', 39.95],
    ['n', 3],
  ]);
  expect([...properties.times]).toEqual([['day', Date.UTC(2026, 10, 22)]]);
  addProperties(properties, { price: 'soon', day: 7 });
  expect(properties.plain()).toEqual({ price: 'soon', day: 7, n: 3, word: 'x' });
  expect(properties.numbers.get('price')).toBe(undefined);
});
