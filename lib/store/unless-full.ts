import { faultWithin } from './fault-within.ts';
import { databaseReadOnly, diskFull } from './faults.ts';

const PASSED_OVER: ReadonlySet<string | undefined> = new Set([diskFull.code, databaseReadOnly.code]);

/** Waits for a note that nobody misses: where the store takes no writes it is left out, so that reading goes on. */
export async function unlessFull(note: PromiseLike<unknown>): Promise<void> {
  try {
    await note;
  } catch (error) {
    if (!PASSED_OVER.has(faultWithin(error)?.code)) throw error;
  }
}
