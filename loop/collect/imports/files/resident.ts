import { readFileSync } from 'node:fs';

/** MB that a process has in memory; nothing where the system does not say. */
export function residentOf(pid: number | undefined): number {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return (Number(pages) * 4096) / 1024 ** 2;
  } catch {
    return 0;
  }
}
