import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** How the terminal of the same machine and user reaches the server that holds a data folder. */
const control = z.object({ address: z.url(), token: z.string(), pid: z.int() });
export type Control = z.output<typeof control>;

const pathOf = (data: string) => join(data, 'run', 'control.json');

/** Readable by this user only: who can read it is the owner. */
export function writeControl(data: string, value: Control): void {
  const path = pathOf(data);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  rmSync(path, { force: true });
  writeFileSync(path, JSON.stringify(value), { mode: 0o600 });
}

/** The server that holds a data folder; nothing when none does, or when it died without a word. */
export function readControl(data: string): Control | undefined {
  try {
    const found = control.parse(JSON.parse(readFileSync(pathOf(data), 'utf8')));
    return isAlive(found.pid) ? found : undefined;
  } catch {
    return undefined;
  }
}

export function removeControl(data: string): void {
  rmSync(pathOf(data), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
