import { expect, it } from 'vitest';
import { AnswerCache } from './cache.ts';

const slow = (value: unknown, counter: { n: number }) => async (signal: AbortSignal) => {
  counter.n++;
  await new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 30);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
  return value;
};

it('computes equal questions at the same time once, and keeps the answer', async () => {
  const cache = new AnswerCache();
  const counter = { n: 0 };
  const both = await Promise.all([cache.get('a', slow(7, counter)), cache.get('a', slow(8, counter))]);
  expect(both).toEqual([7, 7]);
  expect(await cache.get('a', slow(9, counter))).toBe(7);
  expect(counter.n).toBe(1);
});

it('keeps no failed answer', async () => {
  const cache = new AnswerCache();
  await expect(cache.get('a', () => Promise.reject(new Error('engine gone')))).rejects.toThrow('engine gone');
  expect(await cache.get('a', async () => 2)).toBe(2);
});

it('goes on while anyone waits, and stops when the last goes away', async () => {
  const cache = new AnswerCache();
  const counter = { n: 0 };
  const [first, second] = [new AbortController(), new AbortController()];
  const one = cache.get('a', slow(1, counter), first.signal);
  const two = cache.get('a', slow(1, counter), second.signal);
  first.abort(new Error('left'));
  await expect(one).rejects.toThrow('left');
  expect(await two).toBe(1);
  const third = new AbortController();
  const alone = cache.get('b', slow(1, counter), third.signal);
  third.abort(new Error('left too'));
  await expect(alone).rejects.toThrow('left too');
  expect(await cache.get('b', async () => 5)).toBe(5);
});

it('throws the least recently used away when it is full', async () => {
  const cache = new AnswerCache(1000);
  const text = 'x'.repeat(100);
  for (const key of ['a', 'b', 'c', 'd']) await cache.get(key, async () => text);
  await cache.get('a', async () => 'again');
  await cache.get('e', async () => text);
  expect(await cache.get('a', async () => 'new')).toBe(text);
  expect(await cache.get('b', async () => 'new')).toBe('new');
});
