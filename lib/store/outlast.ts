import { setTimeout as sleep } from 'node:timers/promises';
import { tellTrouble } from '#lib/core';
import { faultWithin } from './fault-within.ts';
import * as faults from './faults.ts';

const PAUSE_MS = 1000;

const AWAY: ReadonlySet<string | undefined> = new Set([
  faults.engineRestarting.code,
  faults.engineDown.code,
  faults.engineSilent.code,
  faults.leaseUnsure.code,
  faults.warehouseUnreachable.code,
  faults.databaseUnreachable.code,
  faults.databaseRestarting.code,
]);

/** Whether an error says that a store is away, and may be back later. */
export function isStoreAway(error: unknown): boolean {
  return AWAY.has(faultWithin(error)?.code);
}

/** Does work again and again while a store is away, so that work in the background outlives the loss of either; ends early when `signal` fires. */
export async function outlast<T>(signal: AbortSignal, work: (again: boolean) => Promise<T>): Promise<T> {
  for (let again = false; ; again = true) {
    try {
      return await work(again);
    } catch (error) {
      if (!isStoreAway(error) || signal.aborted) throw error;
      tellTrouble('waiting for a store', faultWithin(error));
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
