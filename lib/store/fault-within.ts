import { DrizzleQueryError } from 'drizzle-orm/errors';
import { Fault } from '#lib/core';
import { databaseFault } from './database/database-fault.ts';
import { isPostgresLost } from './database/is-postgres-lost.ts';
import { databaseUnreachable, unstorableText } from './faults.ts';

/** PostgreSQL's codes for a zero character in a text and in JSON. */
const UNSTORABLE = new Set(['22021', '22P05']);

/** The fault an error stands for, however deep drizzle or another wrapper has put it; undefined where there is none. */
export function faultWithin(error: unknown): Fault | undefined {
  let ofRows = false;
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof Fault) return at;
    ofRows ||= at instanceof DrizzleQueryError;
    const known = databaseFault(at);
    if (known instanceof Fault) return known;
    const code = 'code' in at ? String(at.code) : '';
    if (UNSTORABLE.has(code)) return unstorableText({}, error);
    if (ofRows && isPostgresLost(at))
      return databaseUnreachable({ address: addressOf(at), detail: at.message || code }, error);
  }
  return undefined;
}

function addressOf(error: Error): string {
  const part = (name: string) => String(Reflect.get(error, name) ?? '');
  return [part('address'), part('port')].filter(Boolean).join(':') || 'DATABASE_URL';
}
