import { databaseReadOnly, diskFull } from '../faults.ts';

/** A disk that takes no writes as a fault; anything else as it came, since callers look at PostgreSQL's own codes (`23505` and the like). */
export function databaseFault(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = cause instanceof Error ? cause.message : '';
  if (code === 'ENOSPC' || code === '53100' || /No space left on device/i.test(message))
    return diskFull({}, cause);
  if (code === '25006' || /Read-only file system/i.test(message)) return databaseReadOnly({}, cause);
  return cause;
}
