import { diskFull } from './faults.ts';

/** A full disk as a fault; anything else as it came, since callers look at PostgreSQL's own codes (`23505` and the like). */
export function rowFault(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = cause instanceof Error ? cause.message : '';
  const full = code === 'ENOSPC' || code === '53100' || /No space left on device/i.test(message);
  return full ? diskFull({}, cause) : cause;
}
