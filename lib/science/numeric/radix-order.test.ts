import { expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { radixOrder } from './radix-order.ts';
import { normal } from './variates.ts';

it('puts numbers of any sign in order, equal ones as they stood, NaN last', () => {
  const values = [
    3,
    -0,
    Number.NaN,
    0,
    -1.5,
    Number.POSITIVE_INFINITY,
    -1e300,
    3,
    Number.NEGATIVE_INFINITY,
    1e-310,
    Number.NaN,
  ];
  expect([...radixOrder(values)]).toEqual([8, 6, 4, 1, 3, 9, 0, 7, 5, 2, 10]);
});

it('agrees with a sort by comparison', () => {
  const random = seededRandom(1);
  const values = Float64Array.from({ length: 20_000 }, () => normal(random) * 10 ** Math.floor(6 * random()));
  const places = radixOrder(values);
  expect(Float64Array.from(places, (place) => values[place]!)).toEqual(values.slice().sort());
});
