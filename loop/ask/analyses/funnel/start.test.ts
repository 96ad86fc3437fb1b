import { expect, it } from 'vitest';
import { firstSteps } from './start.ts';

const catalogue = (...names: string[]) => ({ events: names.map((name) => ({ name, count: 1 })) });

it('begins with the way to a purchase where the names tell it', () => {
  const shop = catalogue(
    '$page',
    'Product Viewed',
    'App Opened',
    'Added to Cart',
    'Order Paid',
    'Order Placed',
  );
  expect(firstSteps(shop).map(({ event }) => event)).toEqual([
    'Product Viewed',
    'Added to Cart',
    'Order Placed',
    'Order Paid',
  ]);
  expect(firstSteps(catalogue('支付订单', '浏览商品')).map(({ event }) => event)).toEqual([
    '浏览商品',
    '支付订单',
  ]);
});

it('begins with the two most frequent events of any other project', () => {
  expect(firstSteps(catalogue('lesson', 'quiz', 'login'))).toEqual([{ event: 'lesson' }, { event: 'quiz' }]);
  expect(firstSteps(catalogue('lesson'))).toEqual([{ event: 'lesson' }, { event: 'lesson' }]);
});
