import { ClickHouseError } from '@clickhouse/client';
import { Fault } from '#lib/core';
import * as faults from './faults.ts';

type MakeFault = (detail: string, cause: unknown) => Fault;

const byCode: Readonly<Record<string, MakeFault>> = {
  241: (_, cause) => faults.outOfMemory({}, cause),
  159: (_, cause) => faults.tookTooLong({}, cause),
  160: (_, cause) => faults.tookTooLong({}, cause),
  394: (_, cause) => faults.cancelled({}, cause),
  202: (_, cause) => faults.tooBusy({}, cause),
  60: (detail, cause) => faults.unknownTable({ detail }, cause),
  81: (detail, cause) => faults.unknownTable({ detail }, cause),
  243: (_, cause) => faults.diskFull({}, cause),
  427: (detail, cause) => faults.badPattern({ detail: detail.slice(0, 200) }, cause),
  26: (detail, cause) => faults.badRows({ detail }, cause),
  27: (detail, cause) => faults.badRows({ detail }, cause),
  33: (detail, cause) => faults.badRows({ detail }, cause),
  72: (detail, cause) => faults.badRows({ detail }, cause),
  117: (detail, cause) => faults.badRows({ detail }, cause),
};

const AWAY: ReadonlySet<string> = new Set([
  faults.engineRestarting.code,
  faults.engineDown.code,
  faults.engineSilent.code,
]);

/** Whether the connection failed rather than the statement. */
export function isConnectionLoss(cause: unknown): boolean {
  if (cause instanceof ClickHouseError || cause instanceof Fault) return false;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return (
    /^(ECONN|EPIPE|EHOST|ENET|ENOTFOUND|EAI_|UND_ERR|ERR_STREAM_PREMATURE_CLOSE)/.test(code) ||
    (cause instanceof Error && /socket hang up|aborted|premature close|timeout error/i.test(cause.message))
  );
}

/** Whether nobody took the connection, so that nothing can have been done. */
export function isUnheard(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}

/** Whether the engine is not there now, and may be later. */
export function isAway(cause: unknown): boolean {
  return isConnectionLoss(cause) || (cause instanceof Fault && AWAY.has(cause.code));
}

/** What the engine said, as a fault a person understands. */
export function statementFault(cause: unknown, aborted: boolean): unknown {
  if (cause instanceof Fault) return cause;
  if (aborted) return faults.cancelled({}, cause);
  if (!(cause instanceof ClickHouseError)) return cause;
  const detail = cause.message.slice(0, 600);
  if (/No space left on device|errno: 28\b/.test(detail)) return faults.diskFull({}, cause);
  const make = byCode[cause.code];
  return make ? make(detail, cause) : faults.refused({ detail }, cause);
}
