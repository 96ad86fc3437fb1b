import { idSpelling } from '#loop/condition';
import type { Json } from './properties.ts';
import type { Reason } from './reason.ts';

export const MAX_ID = 200;

/** Ids that broken code sends for everybody; taken in, they would make many people one. */
export const BANNED = new Set([
  'null',
  'undefined',
  'nil',
  'none',
  'nan',
  'n/a',
  'na',
  '0',
  '-1',
  'true',
  'false',
  'anon',
  'anonymous',
  'guest',
  'empty',
  'unknown',
  'id',
  'user',
  'userid',
  'user_id',
  'anonymousid',
  'distinct_id',
  'distinctid',
  'not_authenticated',
  'unauthenticated',
  '[object object]',
  '{}',
  '[]',
  '""',
  "''",
  '00000000-0000-0000-0000-000000000000',
]);

/** The id as text; absent when it is empty, a reason when it cannot be taken. */
export function readId(value: Json | undefined): { id?: string; reason?: Reason } {
  if (value === undefined || value === null) return NONE;
  if (typeof value !== 'string' && typeof value !== 'number') return BAD;
  const id = idSpelling(String(value));
  if (id === '') return NONE;
  if (id.length > MAX_ID) return LONG;
  return id.length <= 40 && BANNED.has(id.toLowerCase()) ? BAD : { id };
}

const NONE = {};
const BAD = { reason: 'banned-id' } as const;
const LONG = { reason: 'long-id' } as const;
