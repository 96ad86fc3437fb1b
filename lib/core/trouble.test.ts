import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hearTroubles, inBackground, tellTrouble } from './trouble.ts';

const heard: [string, string, number][] = [];
let stop = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  heard.length = 0;
  stop = hearTroubles((what, error, keptBack) => heard.push([what, String(error), keptBack]));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('tells trouble at once and the same again only after a minute, with how often it was kept back', () => {
  for (let second = 0; second < 90; second++) {
    tellTrouble('clean up', new Error('no engine'));
    vi.advanceTimersByTime(1000);
  }
  expect(heard).toEqual([
    ['clean up', 'Error: no engine', 0],
    ['clean up', 'Error: no engine', 59],
  ]);
});

it('tells other trouble beside it', () => {
  tellTrouble('one', new Error('first'));
  tellTrouble('one', new Error('second'));
  tellTrouble('two', new Error('first'));
  expect(heard).toHaveLength(3);
});

it('takes the rejection of work that goes on by itself', async () => {
  inBackground('count', Promise.reject(new Error('in the background')));
  await Promise.resolve();
  await Promise.resolve();
  expect(heard).toEqual([['count', 'Error: in the background', 0]]);
});
