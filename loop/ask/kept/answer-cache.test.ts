import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { AnswerCache, type Wanted } from './answer-cache.ts';
import { ComputeQueue } from './compute-queue.ts';

/** Data that change, and a question about them whose computations are counted. */
function world() {
  const state = { version: 1, ended: 0, computed: 0, fails: false, slow: 0 };
  const wanted = (key = 'a', fresh = 0, size = 10): Wanted<string> => ({
    key,
    kind: 'any',
    version: () => state.version,
    ended: () => state.ended,
    fresh,
    size: () => size,
    async compute(signal) {
      state.computed++;
      const seen = state.version;
      if (state.slow) await sleep(state.slow, undefined, { signal });
      if (state.fails) throw new Error('engine gone');
      return `${key} of ${seen}`;
    },
  });
  return { state, wanted, cache: new AnswerCache(1000, new ComputeQueue(4)) };
}

it('computes equal questions at the same time once, and keeps the answer while the data stay', async () => {
  const { state, wanted, cache } = world();
  state.slow = 30;
  const both = await Promise.all([cache.get(wanted()), cache.get(wanted())]);
  expect(both.map(({ value }) => value)).toEqual(['a of 1', 'a of 1']);
  expect((await cache.get(wanted())).value).toBe('a of 1');
  expect(state.computed).toBe(1);
});

it('shows a live question never what was computed before the last change, and computes once for all who came since', async () => {
  const { state, wanted, cache } = world();
  state.slow = 50;
  const first = cache.get(wanted());
  await sleep(10);
  state.version = 2;
  const later = await Promise.all([1, 2, 3].map(() => cache.get(wanted())));
  expect((await first).value).toBe('a of 1');
  expect(later.map(({ value }) => value)).toEqual(['a of 2', 'a of 2', 'a of 2']);
  expect(state.computed).toBe(2);
});

it('gives a kept answer while it is fresh enough, then the old one while one computation renews it', async () => {
  const { state, wanted, cache } = world();
  await cache.get(wanted('a', 60));
  state.version = 2;
  expect(await cache.get(wanted('a', 60))).toMatchObject({ value: 'a of 1', renewing: false });
  await sleep(80);
  state.slow = 20;
  const both = await Promise.all([cache.get(wanted('a', 60)), cache.get(wanted('a', 60))]);
  expect(both).toMatchObject([
    { value: 'a of 1', renewing: true },
    { value: 'a of 1', renewing: true },
  ]);
  await expect.poll(async () => (await cache.get(wanted('a', 60))).value).toBe('a of 2');
  expect(state.computed).toBe(2);
});

it('does not show what is ten times as old as it may be', async () => {
  const { state, wanted, cache } = world();
  await cache.get(wanted('a', 5));
  state.version = 2;
  await sleep(70);
  expect(await cache.get(wanted('a', 5))).toMatchObject({ value: 'a of 2', renewing: false });
});

it('shows what only the last minutes made old while it is renewed, and nothing older', async () => {
  const { state, wanted, cache } = world();
  await cache.get(wanted());
  state.ended = 60_000;
  expect(await cache.get(wanted())).toMatchObject({ value: 'a of 1', renewing: true });
  await sleep(20);
  expect(state.computed).toBe(2);
  state.ended = 600_000;
  expect(await cache.get(wanted())).toMatchObject({ renewing: false });
  expect(state.computed).toBe(3);
});

it('keeps no failed answer, and tells the next reader why a renewal failed', async () => {
  const { state, wanted, cache } = world();
  state.fails = true;
  await expect(cache.get(wanted('b'))).rejects.toThrow('engine gone');
  state.fails = false;
  await cache.get(wanted('a', 30));
  state.version = 2;
  state.fails = true;
  await sleep(40);
  expect(await cache.get(wanted('a', 30))).toMatchObject({ value: 'a of 1', renewing: true });
  await sleep(10);
  await expect(cache.get(wanted('a', 30))).rejects.toThrow('engine gone');
});

it('goes on while anyone waits, and stops when the last goes away', async () => {
  const { state, wanted, cache } = world();
  state.slow = 30;
  const [first, second] = [new AbortController(), new AbortController()];
  const one = cache.get(wanted(), first.signal);
  const two = cache.get(wanted(), second.signal);
  first.abort(new Error('left'));
  await expect(one).rejects.toThrow('left');
  expect((await two).value).toBe('a of 1');
  const third = new AbortController();
  const alone = cache.get(wanted('b'), third.signal);
  third.abort(new Error('left too'));
  await expect(alone).rejects.toThrow('left too');
  expect((await cache.get(wanted('b'))).value).toBe('b of 1');
});

it('throws the least recently used away when it is full', async () => {
  const { state, wanted, cache } = world();
  const get = (key: string) => cache.get(wanted(key, 0, 220));
  for (const key of ['a', 'b', 'c', 'd']) await get(key);
  await get('a');
  await get('e');
  const { computed } = state;
  await get('a');
  expect(state.computed).toBe(computed);
  await get('b');
  expect(state.computed).toBe(computed + 1);
});
