import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ComputeQueue } from './compute-queue.ts';

const read = () => 1;

it('lets light work by while heavy work waits its turn', async () => {
  const queue = new ComputeQueue(2);
  const done: string[] = [];
  await queue.run(['light', 'trend'], read, () => sleep(1));
  const work = (name: string, kind: string, ms: number) =>
    queue.run([name, kind], read, async () => {
      await sleep(ms);
      done.push(name);
    });
  // nothing is known of funnels yet, so they are heavy: one at a time on two threads
  await Promise.all([
    work('first', 'funnel', 120),
    work('second', 'funnel', 10),
    work('third', 'funnel', 10),
    work('light', 'trend', 1),
    work('other light', 'trend', 1),
  ]);
  expect(done.slice(0, 2).sort()).toEqual(['light', 'other light']);
  expect(done.slice(2)).toEqual(['first', 'second', 'third']);
});

it('takes first what somebody waits for', async () => {
  const queue = new ComputeQueue(2);
  const done: string[] = [];
  const work = (name: string, readers: number) =>
    queue.run(
      [name, 'funnel'],
      () => readers,
      async () => {
        await sleep(5);
        done.push(name);
      },
    );
  await Promise.all([work('running', 1), work('ahead of time', 0), work('waited for', 1), work('later', 1)]);
  expect(done).toEqual(['running', 'waited for', 'later', 'ahead of time']);
});

it('takes the shorter of what waits first, but nothing for ever', async () => {
  const queue = new ComputeQueue(2);
  const done: string[] = [];
  const work = (name: string, kind: string, ms: number) =>
    queue.run([name, kind], read, async () => {
      await sleep(ms);
      done.push(name);
    });
  await work('long', 'funnel', 900);
  await work('short', 'retention', 400);
  done.length = 0;
  await Promise.all([
    work('running', 'funnel', 50),
    work('long', 'funnel', 1),
    work('short', 'retention', 1),
  ]);
  expect(done).toEqual(['running', 'short', 'long']);
  done.length = 0;
  const first = [work('running again', 'funnel', 700), work('long one', 'funnel', 1)];
  await sleep(650);
  await Promise.all([...first, work('short one', 'retention', 1)]);
  expect(done).toEqual(['running again', 'long one', 'short one']);
});

it('goes on after work that failed', async () => {
  const queue = new ComputeQueue(2);
  const failed = queue.run(['a', 'funnel'], read, () => Promise.reject(new Error('gone')));
  const after = queue.run(['b', 'funnel'], read, async () => 'done');
  await expect(failed).rejects.toThrow('gone');
  expect(await after).toBe('done');
});
