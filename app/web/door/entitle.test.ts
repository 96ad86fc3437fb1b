import { expect, it } from 'vitest';
import { entitled, entitler } from './entitle.ts';

const catalogue = {
  events: [{ name: 'Order Paid', title: { zh: '支付订单', en: 'Order paid' }, count: 3 }],
  properties: [
    { of: 'event' as const, name: 'amount', title: { zh: '金额', en: 'Amount' }, types: ['number' as const] },
  ],
};

it('puts titles in place of the names a sentence quotes', () => {
  const words = { zh: '做过「Order Paid」，「amount」之和', en: 'did “Order Paid”, the sum of “amount”' };
  expect(entitled(words, catalogue)).toEqual({
    zh: '做过「支付订单」，「金额」之和',
    en: 'did “Order paid”, the sum of “Amount”',
  });
});

it('names any event in words, and leaves unknown names as they are', () => {
  expect(entitled({ zh: '「*」与「其他」', en: '“*” and “other”' }, catalogue)).toEqual({
    zh: '「任意事件」与「其他」',
    en: '“any event” and “other”',
  });
});

it('finds names that stand as words of their own in a table', () => {
  const named = entitler(catalogue);
  expect(named({ zh: '1 Order Paid', en: '1 Order Paid' })).toEqual({ zh: '1 支付订单', en: '1 Order paid' });
  expect(named({ zh: 'Order Paid 人数', en: 'Order Paid people' })).toEqual({
    zh: '支付订单 人数',
    en: 'Order paid people',
  });
  expect(named({ zh: 'Order Paids', en: 'Order Paids' })).toEqual({ zh: 'Order Paids', en: 'Order Paids' });
});
