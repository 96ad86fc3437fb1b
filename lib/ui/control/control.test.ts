import { expect, test } from 'vitest';
import { spelled } from '../say/spelled.ts';
import { dayAfterKey, typedDay, weeksOf } from './month.ts';
import { typedNumber } from './number-word.tsx';
import { matching } from './option.ts';
import { wholePercent } from './option-line.tsx';
import { chosenText } from './picker.tsx';

const options = [
  { value: 'paid', label: '支付订单', keywords: 'zfdd zhifudingdan' },
  { value: 'view', label: '浏览商品' },
  { value: 'Cart', label: 'Add to cart' },
];

test('options are found by label, value, pinyin and full-width letters, every word counting', () => {
  expect(matching(options, 'zfdd').map((one) => one.value)).toEqual(['paid']);
  expect(matching(options, 'ＣＡＲＴ add').map((one) => one.value)).toEqual(['Cart']);
  expect(matching(options, '商品').map((one) => one.value)).toEqual(['view']);
  expect(matching(options, '  ')).toHaveLength(3);
  expect(matching(options, '商品 cart')).toEqual([]);
});

test('options are found by how their label sounds, whole or by initials, also next to Latin letters', () => {
  const found = (typed: string) => matching(options, typed, spelled).map((one) => one.value);
  expect(found('llsp')).toEqual(['view']);
  expect(found('liulan')).toEqual(['view']);
  expect(found('shangpin liu')).toEqual(['view']);
  expect(found('lsp')).toEqual(['view']);
  expect(found('lps')).toEqual([]);
  const mixed = [{ value: 'x', label: 'iPhone 购买' }];
  expect(matching(mixed, 'gm', spelled)).toEqual(mixed);
  expect(matching(mixed, 'gm')).toEqual([]);
});

test('what is called as typed comes first in its group, then what begins so', () => {
  const found = matching(
    [
      { value: '1', label: '出生省份', group: 'a' },
      { value: '2', label: '超市', group: 'a' },
      { value: '3', label: '城市', group: 'a' },
      { value: '4', label: '初始城市', group: 'a' },
      { value: '5', label: '测试', group: 'b' },
    ],
    'cs',
    spelled,
  );
  expect(found.map(({ label }) => label)).toEqual(['超市', '城市', '出生省份', '初始城市', '测试']);
});

test('a share is told in whole percents, and never as nothing or all where it is neither', () => {
  expect([0, 0.001, 0.0951, 0.5, 0.9951, 1, 1.02].map(wholePercent)).toEqual([
    '0%',
    '<1%',
    '10%',
    '50%',
    '>99%',
    '100%',
    '100%',
  ]);
});

test('a closed picker names up to three and counts the rest', () => {
  expect(chosenText(options, ['paid', 'view'], 'zh')).toBe('支付订单、浏览商品');
  expect(chosenText(options, ['a', 'b', 'c', 'd'], 'en')).toBe('a, b +2');
});

test('typed numbers may be full-width or carry separators; anything else is no number', () => {
  expect(typedNumber('３０')).toBe(30);
  expect(typedNumber('12,480')).toBe(12480);
  expect(typedNumber('-2.5')).toBe(-2.5);
  expect(typedNumber('')).toBeNull();
  expect(typedNumber('3 times')).toBeNull();
});

test('typed days are understood as people write them, and days that do not exist are not', () => {
  expect(typedDay('2026/11/2')).toBe('2026-11-02');
  expect(typedDay('2026年11月22日')).toBe('2026-11-22');
  expect(typedDay('20261122')).toBe('2026-11-22');
  expect(typedDay('2026-02-30')).toBeNull();
  expect(typedDay('yesterday')).toBeNull();
});

test('a month is shown in whole weeks from the day weeks start on', () => {
  const november = weeksOf('2026-11-22', 'monday');
  expect(november).toHaveLength(6);
  expect(november[0]?.[0]).toBe('2026-10-26');
  expect(weeksOf('2026-11-22', 'sunday')[0]?.[0]).toBe('2026-11-01');
});

test('keys move through a calendar by day, week and month', () => {
  expect(dayAfterKey('2026-11-30', 'ArrowRight')).toBe('2026-12-01');
  expect(dayAfterKey('2026-11-22', 'ArrowUp')).toBe('2026-11-15');
  expect(dayAfterKey('2026-03-31', 'PageUp')).toBe('2026-02-28');
  expect(dayAfterKey('2026-11-22', 'x')).toBeUndefined();
});
