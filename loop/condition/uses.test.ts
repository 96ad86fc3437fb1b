import { expect, it } from 'vitest';
import { Condition, usesOf } from './index.ts';

it('finds what a condition refers to, at any depth and whosever it is', () => {
  const condition = Condition.parse({
    all: [
      { inSegment: 'a' },
      { not: { any: [{ inSegment: 'b' }, { property: 'age', op: 'atLeast', values: [18] }] } },
      {
        did: { event: 'paid', where: { property: 'amount', op: 'isSet' } },
        times: { op: 'atLeast', n: 2 },
      },
      { property: 'city', of: 'event', op: 'is', values: ['上海'] },
      { property: '$id', op: 'is', values: ['u1'] },
    ],
  });
  expect(usesOf(condition, 'person')).toEqual({
    events: ['paid'],
    properties: [
      { of: 'person', name: 'age', asNumber: true },
      { of: 'event', name: 'amount', asNumber: false },
      { of: 'event', name: 'city', asNumber: false },
    ],
    segments: ['a', 'b'],
    conditions: 7,
  });
});

it('finds conditions and events wherever they stand in a question', () => {
  const question = {
    series: [{ event: 'view', where: { property: 'page', op: 'is', values: [1, 2] } }, { event: '*' }],
    who: { all: [{ property: 'plan', op: 'is', values: ['pro'] }] },
    by: [{ property: 'channel', of: 'person' }],
  };
  expect(usesOf(question)).toEqual({
    events: ['view'],
    properties: [
      { of: 'event', name: 'page', asNumber: true },
      { of: 'person', name: 'plan', asNumber: false },
      { of: 'person', name: 'channel', asNumber: false },
    ],
    segments: [],
    conditions: 2,
  });
});
