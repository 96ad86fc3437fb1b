import { expect, it } from 'vitest';
import { naturalOrder } from './natural-order.ts';

const sorted = (values: readonly string[]) => [...(naturalOrder(values)?.keys() ?? [])];

it('puts levels, numbers and numbered names in the order they have of their own', () => {
  expect(sorted(['gold', 'bronze', 'Silver'])).toEqual(['bronze', 'Silver', 'gold']);
  expect(sorted(['金卡会员', '普通会员', '银卡会员'])).toEqual(['普通会员', '银卡会员', '金卡会员']);
  expect(sorted(['10', '9', '-3', '1,200'])).toEqual(['-3', '9', '10', '1,200']);
  expect(sorted(['≥ 100', '10–50', '< 10', '50–100'])).toEqual(['< 10', '10–50', '50–100', '≥ 100']);
  expect(sorted(['Lv10', 'Lv2'])).toEqual(['Lv2', 'Lv10']);
});

it('finds no order among names, nor among values of which one has none', () => {
  expect(naturalOrder(['上海', 'Berlin'])).toBeUndefined();
  expect(naturalOrder(['gold', 'bronze', 'vip'])).toBeUndefined();
  expect(naturalOrder(['a1', 'b2'])).toBeUndefined();
  expect(naturalOrder(['gold'])).toBeUndefined();
});
