import { faultWithin } from './fault-within.ts';
import * as faults from './faults.ts';

/** What helps against a fault of a store: time, less work at once, or nothing that a program can do. */
type Remedy = 'wait' | 'smaller' | 'none';

const remedies: Readonly<Record<string, Remedy>> = {
  [faults.engineRestarting.code]: 'wait',
  [faults.engineDown.code]: 'wait',
  [faults.engineSilent.code]: 'wait',
  [faults.warehouseUnreachable.code]: 'wait',
  [faults.warehouseBusy.code]: 'wait',
  [faults.databaseUnreachable.code]: 'wait',
  [faults.databaseRestarting.code]: 'wait',
  [faults.databaseReadOnly.code]: 'wait',
  [faults.eventsReadOnly.code]: 'wait',
  [faults.tooBusy.code]: 'wait',
  [faults.tookTooLong.code]: 'wait',
  [faults.diskFull.code]: 'wait',
  [faults.outOfMemory.code]: 'smaller',
};

/** What helps when work failed with this error; the one place where that is decided. */
export function remedyOf(error: unknown): Remedy {
  return remedies[faultWithin(error)?.code ?? ''] ?? 'none';
}
