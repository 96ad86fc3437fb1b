import { expect, it } from 'vitest';
import { complete } from './shape.ts';

it('leaves out the lines of a condition that are not written to their end', () => {
  const city = { property: 'city', op: 'is' as const, values: ['上海'] };
  expect(
    complete({
      all: [
        city,
        { property: '', op: 'is', values: [] },
        { inSegment: '' },
        { did: { event: 'Order Paid', where: { all: [{ property: 'amount', op: 'is', values: [] }] } } },
        { any: [{ property: 'age', op: 'is', values: [] }] },
      ],
    }),
  ).toEqual({ all: [city, { did: { event: 'Order Paid' } }] });
  expect(complete({ all: [] })).toBeUndefined();
});
