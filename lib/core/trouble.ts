import { Fault } from './fault.ts';
import { seenError } from './seen-error.ts';

/** Hears of trouble in work that nobody waits for: what was being done, why it failed, and how often that was kept back. */
export type HearTrouble = (what: string, error: unknown, keptBack: number) => void;

/** The same trouble is told once in this time: an outage of an hour would otherwise fill the log. */
const ONCE_IN_MS = 60_000;
const MOST_KINDS = 1000;

const writeToErrors: HearTrouble = (what, error, keptBack) => {
  const again = keptBack > 0 ? ` (${keptBack} more in the last minute)` : '';
  console.error(`${what}${again}: ${saidOf(error)}`);
};

let hear: HearTrouble = writeToErrors;
const told = new Map<string, { at: number; keptBack: number }>();

/** Sends trouble to the log of a server instead of the error stream; gives what takes that back. */
export function hearTroubles(listener: HearTrouble): () => void {
  hear = listener;
  return () => {
    hear = writeToErrors;
  };
}

/** Tells trouble in work that nobody waits for. The one place where it is told; never throws. */
export function tellTrouble(what: string, error: unknown): void {
  const kind = `${what} ${codeOf(error)}`;
  const before = told.get(kind);
  const now = performance.now();
  if (before && now - before.at < ONCE_IN_MS) {
    before.keptBack++;
    return;
  }
  if (told.size >= MOST_KINDS) told.clear();
  told.set(kind, { at: now, keptBack: 0 });
  hear(what, error, before?.keptBack ?? 0);
}

/** Lets work go on by itself: what goes wrong in it is told, and ends nothing else. */
export function inBackground(what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => tellTrouble(what, error));
}

/** Where a fault says all there is to say, nobody needs to see where in the code it was thrown. */
function saidOf(error: unknown): string {
  if (error instanceof Fault && error.status !== 500) return error.message;
  return error instanceof Error ? seenError(error).stack : String(error);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 100);
  return 'code' in error ? String(error.code) : error.message.slice(0, 100);
}
