import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Remembered } from './remembered.ts';

it('reads once while nothing is written, and anew after any write', async () => {
  const rows = { wroteAt: Number.NEGATIVE_INFINITY };
  const remembered = new Remembered<number>(rows);
  let reads = 0;
  const get = (name = 'a') => remembered.get(name, async () => ++reads);
  expect([await get(), await get(), await get('b'), await get()]).toEqual([1, 1, 2, 1]);
  rows.wroteAt = performance.now();
  expect(await get()).toBe(3);
  // what wrote may not have ended yet
  await sleep(5);
  expect(await get()).toBe(4);
});

it('remembers no failure', async () => {
  const remembered = new Remembered<number>({ wroteAt: Number.NEGATIVE_INFINITY });
  await expect(remembered.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await remembered.get('a', async () => 7)).toBe(7);
});
