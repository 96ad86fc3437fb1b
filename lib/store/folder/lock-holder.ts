import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { readFile, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whom the file of a lock names. */
export interface LockHolder {
  readonly pid: number;
  /** When the process started, as the system counts it: tells it from a later one with the same number. */
  readonly born: string;
  readonly token: string;
  /** Within what processes are numbered; another container counts its own. */
  readonly space?: string | undefined;
}

/** How often a holder touches its lock. */
const BEAT_MS = 2000;
/** How long a holder in another container may be silent. */
const PATIENCE_MS = 10_000;

/** This process, as the holder of one lock. */
export function thisProcess(): LockHolder {
  const born = birthOf(process.pid) ?? '';
  return { pid: process.pid, born, token: randomUUID(), space: numberSpace() };
}

/** Whom a lock names; undefined when there is none, or half of one. */
export async function holderOf(path: string): Promise<LockHolder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LockHolder;
  } catch {
    return undefined;
  }
}

/** Touches a lock from time to time, until the function it gives is called; tells when it names another, who took it over. */
export function keepTouching(path: string, { token }: LockHolder, tellLost: () => void): () => void {
  const beat = setInterval(async () => {
    const holder = await holderOf(path);
    if (holder && holder.token !== token) return tellLost();
    const now = new Date();
    await utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS).unref();
  return () => clearInterval(beat);
}

/** A process of this system is looked up by its number; one of another container shows by touching its lock that it lives. */
export async function isAlive(
  holder: LockHolder,
  path: string,
  patienceMs: number = PATIENCE_MS,
): Promise<boolean> {
  if (holder.space === undefined || holder.space === numberSpace()) return isRunning(holder);
  const before = await touchedAt(path);
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline; await sleep(100))
    if ((await touchedAt(path)) !== before) return true;
  return false;
}

function isRunning({ pid, born }: LockHolder): boolean {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ESRCH') return false;
  }
  const now = birthOf(pid);
  return now === undefined || born === '' || now === born;
}

/** The start time of a process from `/proc`; undefined where there is none. */
function birthOf(pid: number): string | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

async function touchedAt(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}

/** The name of the numbering of processes; undefined where the system has but one. */
function numberSpace(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return undefined;
  }
}
