import { setTimeout as sleep } from 'node:timers/promises';
import { faultWithin, isStoreAway } from '#lib/store';
import { noAnswer, serverGone } from './faults.ts';
import type { Terminal } from './terminal.ts';

/** How long nobody may answer before the waiting is given up. */
const LONGEST_MS = 10 * 60_000;
const TELL_MS = 60_000;
const PAUSE_MS = 1000;

/**
 * Asks again while a store or the server is away, and says so once a minute. For what may be asked twice: what was begun before
 * goes on by itself when the outage is over, so a failure to look at it is no failure of it.
 */
export async function outwait<T>(
  ask: () => Promise<T>,
  terminal: Pick<Terminal, 'log' | 'language'>,
  {
    signal,
    longestMs = LONGEST_MS,
    pauseMs = PAUSE_MS,
  }: { signal?: AbortSignal; longestMs?: number; pauseMs?: number } = {},
): Promise<T> {
  const began = performance.now();
  let told = Number.NEGATIVE_INFINITY;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const fault = faultWithin(error);
      if (!fault || !(isStoreAway(fault) || fault.code === serverGone.code)) throw error;
      if (signal?.aborted) throw error;
      if (performance.now() - began > longestMs)
        throw noAnswer(
          { minutes: Math.round(longestMs / 60_000), reason: fault.say(terminal.language) },
          error,
        );
      if (performance.now() - told >= TELL_MS) {
        told = performance.now();
        terminal.log({
          en: `waiting, since this may pass: ${fault.say('en')}`,
          zh: `暂时中断，等待恢复：${fault.say('zh')}`,
        });
      }
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
