import { z } from 'zod';
import { operation } from '#loop/access';
import type { House } from './house.ts';
import { inspect } from './inspect.ts';

/** What the terminal of the same machine may ask of the server that holds the stores. */
export function controls(house: House) {
  return {
    inspect: operation({
      right: 'manage',
      says: 'What the engines say of themselves.',
      input: z.strictObject({}),
      run: () => inspect(house),
    }),
  };
}
