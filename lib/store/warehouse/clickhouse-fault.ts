import { ClickHouseError } from '@clickhouse/client';
import { Fault } from '#lib/core';
import * as faults from '../faults.ts';

type MakeFault = (none: Record<never, never>, cause: unknown) => Fault;

const byCode: Readonly<Record<string, MakeFault>> = {
  241: faults.outOfMemory,
  159: faults.tookTooLong,
  160: faults.tookTooLong,
  394: faults.cancelled,
  202: faults.tooBusy,
  // too many parts, and a table that takes no writes until its server has found its way back
  252: faults.tooBusy,
  242: faults.warehouseBusy,
  319: faults.warehouseBusy,
  999: faults.warehouseBusy,
  164: faults.warehouseForbidden,
  497: faults.warehouseForbidden,
  60: faults.unknownTable,
  81: faults.unknownTable,
  243: faults.diskFull,
  427: faults.badPattern,
  26: faults.badRows,
  27: faults.badRows,
  33: faults.badRows,
  72: faults.badRows,
  117: faults.badRows,
  // the tree of a statement is too deep or too big, or its analysis too deep
  167: faults.tooComplex,
  168: faults.tooComplex,
  306: faults.tooComplex,
};

/** Whether the connection failed rather than the statement. */
export function isConnectionLoss(cause: unknown): boolean {
  if (cause instanceof ClickHouseError || cause instanceof Fault) return false;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return (
    isOfGateway(cause) ||
    /^(ECONN|EPIPE|EHOST|ENET|ENOTFOUND|EAI_|ETIMEDOUT|UND_ERR|ERR_STREAM_PREMATURE_CLOSE)/.test(code) ||
    (cause instanceof Error && /socket hang up|aborted|premature close|timeout error/i.test(cause.message))
  );
}

/** The client gives what is no answer of a ClickHouse as its bare text: nothing, or the page of a proxy before it. */
function isOfGateway(cause: unknown): boolean {
  if (!(cause instanceof Error) || cause.constructor !== Error || 'code' in cause) return false;
  return /^\s*$|\b50[234]\b|bad gateway|service unavailable|gateway time/i.test(cause.message);
}

/** Whether nobody took the connection, so that nothing can have been done. */
export function isUnheard(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}

/** What the engine said, as a fault a person understands. */
export function statementFault(cause: unknown, aborted: boolean): unknown {
  if (cause instanceof Fault) return cause;
  if (aborted) return faults.cancelled({}, cause);
  if (!(cause instanceof ClickHouseError)) return cause;
  if (/No space left on device|errno: 28\b/.test(cause.message)) return faults.diskFull({}, cause);
  if (/Read-only file system|errno: 30\b/.test(cause.message)) return faults.eventsReadOnly({}, cause);
  if (/Too many open files|errno: 24\b/.test(cause.message)) return faults.tooManyFiles({}, cause);
  // a change of rows in the background says only that it failed, and why in its text
  const code = cause.code === '341' && /Code: 241\b/.test(cause.message) ? '241' : cause.code;
  return (byCode[code] ?? faults.refused)({}, cause);
}
