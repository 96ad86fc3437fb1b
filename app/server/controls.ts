import { z } from 'zod';
import { accessControls, operation } from '#loop/access';
import { fileControls } from '#loop/collect';
import type { House } from './house.ts';
import { inspect } from './inspect.ts';
import { keepSafe } from './safe-keeping.ts';

/** What the terminal of the same machine may ask of the server that holds the stores. */
export function controls(house: House) {
  return {
    ...accessControls(house.access),
    ...fileControls(house.files),
    inspect: operation({
      right: 'manage',
      says: 'What the engines say of themselves.',
      input: z.strictObject({}),
      run: () => inspect(house),
    }),
    backup: operation({
      right: 'manage',
      says: 'Writes everything into one file of this machine.',
      input: z.strictObject({ file: z.string(), replace: z.boolean() }),
      run: (_viewer, { file, replace }) => keepSafe(house, file, replace),
      audited: ({ file }) => file,
    }),
  };
}
