import { expect, it } from 'vitest';
import { circlesOf, sharedArea } from './overlap-circles.ts';

/** The shared area by counting points of a fine grid. */
function counted(a: number, b: number, distance: number): number {
  const step = 0.004;
  let inside = 0;
  for (let x = -a; x <= a; x += step)
    for (let y = -a; y <= a; y += step)
      if (x * x + y * y <= a * a && (x - distance) ** 2 + y * y <= b * b) inside++;
  return inside * step * step;
}

it('draws what two sets share as large as it is', () => {
  for (const counts of [
    { one: 100, other: 100, both: 50 },
    { one: 3000, other: 200, both: 120 },
    { one: 10, other: 500, both: 1 },
  ]) {
    const { one, other, distance } = circlesOf(counts);
    const most = Math.max(counts.one, counts.other);
    expect((counted(one, other, distance) * most) / Math.PI / counts.both).toBeCloseTo(1, 1);
    expect(one / other).toBeCloseTo(Math.sqrt(counts.one / counts.other), 9);
  }
});

it('keeps apart what shares nothing, and puts within what is a part', () => {
  const apart = circlesOf({ one: 5, other: 5, both: 0 });
  expect(apart.distance).toBeGreaterThan(apart.one + apart.other);
  const part = circlesOf({ one: 100, other: 25, both: 25 });
  expect(part.distance).toBeCloseTo(part.one - part.other, 3);
  expect(sharedArea(1, 0.5, 0)).toBeCloseTo(Math.PI / 4, 9);
  expect(circlesOf({ one: 0, other: 0, both: 0 })).toMatchObject({ one: 0, other: 0 });
});
