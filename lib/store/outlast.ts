import { setTimeout as sleep } from 'node:timers/promises';
import { faultWithin } from './fault-within.ts';
import * as faults from './faults.ts';

const PAUSE_MS = 1000;

const AWAY: ReadonlySet<string | undefined> = new Set([
  faults.engineRestarting.code,
  faults.engineDown.code,
  faults.engineSilent.code,
  faults.leaseUnsure.code,
  faults.columnsUnreachable.code,
  faults.rowsUnreachable.code,
  faults.rowsRestarting.code,
]);

/** Does work again and again while a store is away, so that work in the background outlives the loss of either; ends early when `signal` fires. */
export async function outlast<T>(signal: AbortSignal, work: (again: boolean) => Promise<T>): Promise<T> {
  for (let again = false; ; again = true) {
    try {
      return await work(again);
    } catch (error) {
      if (!AWAY.has(faultWithin(error)?.code) || signal.aborted) throw error;
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
