import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { stoppedClock } from '#lib/core';
import { Remembered } from './remembered.ts';

it('reads once while nothing is written, and anew after any write or when the clock went on', async () => {
  const database = { wroteAt: Number.NEGATIVE_INFINITY };
  const clock = stoppedClock('2026-11-29T10:00:00Z');
  const remembered = new Remembered<number>({ database, clock });
  let reads = 0;
  const get = (name = 'a') => remembered.get(name, async () => ++reads);
  expect([await get(), await get(), await get('b'), await get()]).toEqual([1, 1, 2, 1]);
  clock.set('2026-12-13T10:00:00Z');
  expect([await get(), await get()]).toEqual([3, 3]);
  database.wroteAt = performance.now();
  expect(await get()).toBe(4);
  // what wrote may not have ended yet
  await sleep(5);
  expect(await get()).toBe(5);
});

it('remembers no failure', async () => {
  const remembered = new Remembered<number>({
    database: { wroteAt: Number.NEGATIVE_INFINITY },
    clock: stoppedClock('2026-11-29T10:00:00Z'),
  });
  await expect(remembered.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await remembered.get('a', async () => 7)).toBe(7);
});
