import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether this process may mount disks of its own; without that the tests of full and read-only disks are left out. */
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

/** Whether this system lets us make a disk of ext4 in a file, and break it. */
export function mayBreakDisks(): boolean {
  if (!mayMount()) return false;
  const folder = mkdtempSync(join(tmpdir(), 'linger-disk-'));
  try {
    const disk = new ImageDisk(join(folder, 'trial'), 8);
    try {
      disk.turnReadOnly();
      return true;
    } finally {
      disk.remove();
    }
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A disk of ext4 in a file beside it: what the disk was forced to keep is in that file, the rest in memory only. */
export class ImageDisk {
  readonly image: string;

  constructor(
    readonly place: string,
    megabytes: number,
  ) {
    this.image = `${place}.img`;
    execFileSync('truncate', ['-s', `${megabytes}M`, this.image]);
    execFileSync('mkfs.ext4', ['-q', '-F', this.image]);
    mountImage(this.image, place);
  }

  /** Forces to the disk whatever is in memory only. */
  keep(): void {
    execFileSync('sync', ['-f', this.place]);
  }

  /** As the file system does after an error: nothing can be written, although it is still mounted for writing. */
  turnReadOnly(): void {
    const device = execFileSync('findmnt', ['-no', 'SOURCE', this.place]).toString().trim().split('/').pop();
    writeFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, 'test');
  }

  /** Checks the file system and mounts it anew; nobody may have a file of it open. */
  repair(): void {
    execFileSync('umount', [this.place]);
    spawnSync('fsck.ext4', ['-fy', this.image]);
    mountImage(this.image, this.place);
  }

  /** What a loss of power at this moment would leave, mounted at another place. */
  afterPowerLoss(place: string): () => void {
    const copy = `${place}.img`;
    execFileSync('cp', ['--sparse=always', this.image, copy]);
    return () => mountImage(copy, place);
  }

  remove(): void {
    execFileSync('umount', ['-l', this.place]);
    rmSync(this.image);
  }
}

function mountImage(image: string, place: string): void {
  mkdirSync(place, { recursive: true });
  execFileSync('mount', ['-o', 'loop,errors=remount-ro', image, place]);
}
