import { closeSync, openSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Why a store takes no writes at the moment. */
export type Hindrance = 'full' | 'readOnly';

/** What a store needs to be opened again on a disk that stays full: it writes a log of its own first. */
export const RESERVE = 64 * 1024 ** 2;
const LOOK_MS = 1000;

/**
 * Whether a folder can be written to. A good state is trusted for a second; a bad one is looked at each time,
 * so that work goes on as soon as space is freed or the disk is mounted anew.
 */
export class DiskState {
  private looked = Number.NEGATIVE_INFINITY;
  private found: Hindrance | undefined;

  constructor(
    private readonly folder: string,
    private readonly reserve: number,
  ) {}

  hindrance(): Hindrance | undefined {
    if (this.found || performance.now() - this.looked >= LOOK_MS) {
      this.looked = performance.now();
      this.found = this.look();
    }
    return this.found;
  }

  private look(): Hindrance | undefined {
    // asking for the right is not enough: a file system that turned itself read-only after an error still grants it
    if (!mayWrite(join(this.folder, 'writable'))) return 'readOnly';
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize < this.reserve ? 'full' : undefined;
  }
}

/** Writes one byte to a file, over the same place each time; a full disk is no reason that it may not. */
export function mayWrite(file: string): boolean {
  try {
    const probe = openSync(file, 'w', 0o600);
    try {
      writeSync(probe, '.', 0);
    } finally {
      closeSync(probe);
    }
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && ['ENOSPC', 'EDQUOT'].includes(String(cause.code));
  }
}
