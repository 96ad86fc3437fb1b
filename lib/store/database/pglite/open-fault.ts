import { dirname } from 'node:path';
import { databaseDamaged } from '../../faults.ts';
import { outsideCause } from '../../folder/folder-fault.ts';

/** What to say of a row store that does not open: damage only where nothing outside the data is the cause. */
export async function openFault(folder: string, detail: string, code = ''): Promise<Error> {
  return (
    (await outsideCause(dirname(folder), { code, detail })) ?? databaseDamaged({ folder, detail }, detail)
  );
}
