import { faultWithin } from './fault-within.ts';
import { diskFull } from './faults.ts';

/** Waits for a note that nobody misses: on a full disk it is left out, so that reading goes on. */
export async function unlessFull(note: PromiseLike<unknown>): Promise<void> {
  try {
    await note;
  } catch (error) {
    if (faultWithin(error)?.code !== diskFull.code) throw error;
  }
}
