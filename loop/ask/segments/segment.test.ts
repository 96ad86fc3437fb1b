import { expect, it } from 'vitest';
import { SegmentDefinition, segmentsWithin } from './segment.ts';

it('finds the segments a definition looks into, at any depth', () => {
  const definition = SegmentDefinition.parse({
    who: {
      all: [{ inSegment: 'a' }, { not: { any: [{ inSegment: 'b' }, { did: { event: 'Order Paid' } }] } }],
    },
  });
  expect(segmentsWithin(definition)).toEqual(['a', 'b']);
  expect(
    segmentsWithin({ question: { kind: 'trend', who: { inSegment: 'c' } }, point: { series: 0 } }),
  ).toEqual(['c']);
});

it('takes a condition or a point of an answer, nothing else', () => {
  expect(SegmentDefinition.safeParse({ people: ['1', '2'] }).success).toBe(false);
  expect(SegmentDefinition.safeParse({ question: { kind: 'trend' } }).success).toBe(false);
});
