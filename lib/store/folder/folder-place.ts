import { readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Which folder of which running system this is: a copy of it, on this machine or another, is another place. Who holds the
 * folder's lock may take up what an earlier process of the same place left.
 */
export function placeOfFolder(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `${systemStart()}:${dev}:${ino}`;
}

/** Names one running of an operating system; copies of a machine that have one name differ in it. */
function systemStart(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return hostname();
  }
}
