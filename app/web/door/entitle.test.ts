import { expect, it } from 'vitest';
import { entitled } from './entitle.ts';

const catalogue = {
  events: [{ name: 'Order Paid', title: { zh: '支付订单', en: 'Order paid' }, count: 3 }],
  properties: [
    { of: 'event' as const, name: 'amount', title: { zh: '金额', en: 'Amount' }, types: ['number' as const] },
  ],
};

it('puts titles in place of the names a sentence quotes', () => {
  const words = { zh: '做过「Order Paid」,「amount」之和', en: 'did “Order Paid”, the sum of “amount”' };
  expect(entitled(words, catalogue)).toEqual({
    zh: '做过「支付订单」,「金额」之和',
    en: 'did “Order paid”, the sum of “Amount”',
  });
});

it('names any event in words, and leaves unknown names as they are', () => {
  expect(entitled({ zh: '「*」与「其他」', en: '“*” and “other”' }, catalogue)).toEqual({
    zh: '「任意事件」与「其他」',
    en: '“any event” and “other”',
  });
});
