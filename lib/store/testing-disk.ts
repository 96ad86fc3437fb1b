import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Whether this process may mount disks of its own; without that the ordeals of full and read-only disks are left out. */
export function mayMount(): boolean {
  try {
    return process.getuid?.() === 0 && execFileSync('unshare', ['--mount', 'true']).length === 0;
  } catch {
    return false;
  }
}

/** A disk of a few megabytes in memory, to be filled and made read-only. */
export class SmallDisk {
  private readonly filler: string;

  constructor(
    readonly place: string,
    megabytes: number,
  ) {
    mkdirSync(place, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', place]);
    this.filler = join(place, 'filler');
  }

  get free(): number {
    const { bavail, bsize } = statfsSync(this.place);
    return bavail * bsize;
  }

  /** Fills the disk until so many megabytes are left. */
  fill(left: number): void {
    const file = openSync(this.filler, 'a');
    const block = Buffer.alloc(1 << 16);
    try {
      while (this.free > left * 2 ** 20)
        writeSync(file, block, 0, Math.min(block.length, Math.max(1, this.free - left * 2 ** 20)));
    } catch {
      // full to the last byte
    }
    closeSync(file);
  }

  /** Gives the space back. */
  empty(): void {
    rmSync(this.filler, { force: true });
  }

  writable(may: boolean): void {
    execFileSync('mount', ['-o', `remount,${may ? 'rw' : 'ro'}`, this.place]);
  }

  remove(): void {
    execFileSync('umount', ['-l', this.place]);
  }
}
