import { expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { moveOf, standout } from './standout.ts';

const week = [100, 90, 95, 92, 105, 140, 150];
const times = (factor: number) => week.map((value) => Math.round(value * factor));

it('sees a week that lies as a whole above the one before, and says how far', () => {
  expect(moveOf({ now: times(1.5), before: week })?.change).toBeCloseTo(0.5, 2);
  expect(moveOf({ now: week, before: times(1.5) })?.change).toBeCloseTo(-1 / 3, 2);
  expect(moveOf({ now: week, before: week.map(() => 0) })).toEqual({ change: Number.POSITIVE_INFINITY });
});

it('keeps quiet about one high day, little numbers, little changes and days that are missing', () => {
  expect(moveOf({ now: week.with(2, 900), before: week })).toBeUndefined();
  expect(moveOf({ now: [2, 3, 2, 3, 2, 3, 2], before: [1, 1, 1, 1, 1, 1, 1] })).toBeUndefined();
  expect(moveOf({ now: times(1.05), before: week })).toBeUndefined();
  expect(moveOf({ now: [...times(2).slice(0, 5), null, null], before: week })).toBeUndefined();
});

it('names the figure that moved most', () => {
  const still = { name: 'still', now: week, before: week };
  const more = { name: 'more', now: times(1.5), before: week };
  const fewer = { name: 'fewer', now: week, before: times(2) };
  expect(standout([still, more, fewer])?.name).toBe('fewer');
  expect(standout([still])).toBeUndefined();
});

it('is rarely deceived by chance: once in hundreds of weeks in which nothing changed', () => {
  const random = seededRandom(7);
  const noise = () => {
    const [a, b] = [Math.max(random(), 1e-12), random()];
    return Math.sqrt(-2 * Math.log(a)) * Math.cos(2 * Math.PI * b);
  };
  const draw = () => week.map((value) => Math.max(0, Math.round(value * (1 + 0.15 * noise()))));
  const deceived = Array.from({ length: 2000 }, () => moveOf({ now: draw(), before: draw() }));
  expect(deceived.filter((one) => one !== undefined).length).toBeLessThan(20);
});
