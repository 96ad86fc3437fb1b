import { randomBytes } from 'node:crypto';
import { close, fdatasync, ftruncate, open, read, writev } from 'node:fs';
import {
  mkdir,
  open as openFolder,
  readdir,
  readFile,
  rename,
  statfs,
  truncate,
  unlink,
  writeFile as writeWhole,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Clock } from '#lib/core';
import { journalBroken, journalClosed, journalFull } from '../faults.ts';
import { BufferPool } from './buffer-pool.ts';
import { decodeFrames, emptyFrame, encodeFrame, type Frame, type Rows } from './frame.ts';
import { salvage } from './salvage.ts';

const [openFile, closeFile, sync, cut, writeFile, readInto] = [
  open,
  close,
  fdatasync,
  ftruncate,
  writev,
  read,
].map((call) => promisify(call as (...args: never[]) => void)) as unknown as [
  Open,
  Close,
  Close,
  Cut,
  Write,
  Read,
];
type Open = (path: string, flags: string) => Promise<number>;
type Close = (file: number) => Promise<void>;
type Cut = (file: number, length: number) => Promise<void>;
type Write = (
  file: number,
  bytes: readonly Buffer[],
  position: number,
) => Promise<{ bytesWritten: number } | number>;
type Read = (
  file: number,
  bytes: Buffer,
  offset: number,
  length: number,
  position: number,
) => Promise<{ bytesRead: number } | number>;

const EXTENSION = '.journal';
const DAMAGED = '.damaged';
/** What a full batch becomes is smaller. */
const LARGEST_FRAME = 1 << 20;
/** More frames than this are small, and cheaper to write as one piece. */
const MOST_AT_ONCE = 32;

export interface JournalOptions {
  readonly folder: string;
  readonly clock: Clock;
  /**
   * Whether each group is forced to the disk before it is acknowledged. Without it an acknowledged event survives
   * `kill -9` of the product and the engine; with it also a loss of power.
   */
  readonly fsync?: boolean;
  /** A segment larger than this is closed and goes to the engine. */
  readonly segmentBytes?: number;
  /** Free bytes of the disk that are left for the engine and the row store. */
  readonly reserveBytes?: number;
}

/** A closed file of frames, waiting to go to the engine. */
export interface Segment {
  readonly name: string;
  /** Found at the start: it may or may not have reached the engine before the process died. */
  readonly recovered: boolean;
  /** Bytes that were acknowledged. */
  readonly length: number;
}

interface Waiting {
  readonly bytes: Buffer;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

interface Current {
  readonly name: string;
  readonly file: number;
  length: number;
  /** When its first frame was written, by a clock that nobody sets. */
  since: number;
}

/**
 * Where acknowledged rows wait for the engine: append-only segment files. Requests that arrive while a write is on its way
 * are written together by the next one (group commit); an append resolves when its bytes are with the operating system.
 */
export class Journal {
  readonly closed: Segment[] = [];
  /** Files of what could not be read any more, kept beside the journal until somebody removes them. */
  damaged = 0;
  private current: Current | undefined;
  private readonly pool = new BufferPool(LARGEST_FRAME, 16);
  private queue: Waiting[] = [];
  private flushing: Promise<void> | undefined;
  private spaceChecked = Number.NEGATIVE_INFINITY;
  private lastNumber = 0;
  private shut = false;

  private constructor(private readonly options: Required<JournalOptions>) {}

  /** Opens the folder, cuts torn ends, and lists what still has to go to the engine. */
  static async open(options: JournalOptions): Promise<Journal> {
    const { folder, clock, fsync = false, segmentBytes = 16 << 20, reserveBytes = 64 << 20 } = options;
    const journal = new Journal({ folder, clock, fsync, segmentBytes, reserveBytes });
    await mkdir(folder, { recursive: true });
    const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSION)).sort();
    for (const file of names) {
      const name = file.slice(0, -EXTENSION.length);
      journal.lastNumber = Math.max(journal.lastNumber, Number.parseInt(name, 10) || 0);
      const length = await journal.recover(name);
      if (length > 0) journal.closed.push({ name, recovered: true, length });
    }
    journal.damaged = (await readdir(folder)).filter((file) => file.endsWith(DAMAGED)).length;
    return journal;
  }

  /** Cuts a torn end and sets damaged parts aside, where a person can look at them; gives how many bytes are left. */
  private async recover(name: string): Promise<number> {
    const path = this.path(name);
    const bytes = await readFile(path);
    if (bytes.length === 0) {
      await rename(path, join(this.options.folder, name + DAMAGED));
      return 0;
    }
    const { sound, damaged } = salvage(bytes);
    if (damaged.length > 0) {
      await writeNew(join(this.options.folder, name + DAMAGED), Buffer.concat(damaged));
      await writeNew(path, sound);
    } else if (sound.length < bytes.length) await truncate(path, sound.length);
    if (sound.length > emptyFrame.length) return sound.length;
    await unlink(path);
    return 0;
  }

  /** Resolves when the frame would survive `kill -9`; rejects with a fault when nothing of it was kept. */
  append(frame: Frame): Promise<void> {
    const bytes = encodeFrame(frame, (size) => this.pool.take(size));
    if (this.shut) return Promise.reject(journalClosed({}));
    return new Promise((resolve, reject) => {
      this.queue.push({ bytes, resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  /** Milliseconds that the oldest row of the open segment has waited; 0 when it is empty. */
  waited(): number {
    return this.gathered() > 0 ? Math.max(1, performance.now() - (this.current?.since ?? 0)) : 0;
  }

  /** Bytes in the open segment. */
  gathered(): number {
    return this.current ? this.current.length - emptyFrame.length : 0;
  }

  /** Closes the open segment, so that it can go to the engine. */
  async rotate(): Promise<void> {
    while (this.flushing) await this.flushing;
    await this.closeCurrent();
  }

  /** The rows of a segment, as parts of `room` when it is large enough; what somebody cut off its file is noted as damage. */
  async read(segment: Segment, room: Buffer = Buffer.alloc(0)): Promise<Rows> {
    const { length } = segment;
    const bytes = room.length < length ? Buffer.allocUnsafeSlow(length) : room.subarray(0, length);
    const done = await this.fill(bytes.subarray(0, length), segment);
    const { rows, whole } = decodeFrames(bytes.subarray(0, done));
    if (whole < length) await this.noteLoss(segment);
    return rows;
  }

  /** Reads a segment's file; gives how many bytes it still has. */
  private async fill(bytes: Buffer, { name, length }: Segment): Promise<number> {
    let file: number;
    try {
      file = await openFile(this.path(name), 'r');
    } catch (cause) {
      if (isMissing(cause)) return 0;
      throw cause;
    }
    let done = 0;
    try {
      while (done < length) {
        const got = await readInto(file, bytes, done, length - done, done);
        const size = typeof got === 'number' ? got : got.bytesRead;
        if (size === 0) break;
        done += size;
      }
    } finally {
      await closeFile(file);
    }
    return done;
  }

  /** Leaves a file behind that the doctor finds: what was acknowledged is not there any more. */
  private async noteLoss({ name }: Segment): Promise<void> {
    await writeNew(join(this.options.folder, name + DAMAGED), Buffer.alloc(0));
    this.damaged = (await readdir(this.options.folder)).filter((file) => file.endsWith(DAMAGED)).length;
  }

  /** The rows of the segment are in the engine. */
  async drop(segment: Segment): Promise<void> {
    await unlink(this.path(segment.name)).catch((cause: unknown) => {
      if (!isMissing(cause)) throw cause;
    });
    this.closed.splice(this.closed.indexOf(segment), 1);
  }

  async close(): Promise<void> {
    this.shut = true;
    await this.rotate();
  }

  private path(name: string): string {
    return join(this.options.folder, name + EXTENSION);
  }

  private async flush(): Promise<void> {
    while (this.queue.length > 0) {
      const group = this.queue;
      this.queue = [];
      try {
        await this.checkSpace();
        await this.commit(group.map(({ bytes }) => bytes));
        for (const { resolve } of group) resolve();
      } catch (error) {
        const reason = faultOf(error);
        for (const { reject } of group) reject(reason);
      }
      for (const { bytes } of group) this.pool.give(bytes);
    }
    this.flushing = undefined;
  }

  private async commit(frames: readonly Buffer[]): Promise<void> {
    this.current ??= await this.start();
    const current = this.current;
    let length = 0;
    try {
      length = await writeAll(current.file, frames, current.length);
      if (this.options.fsync) await sync(current.file);
    } catch (error) {
      await this.takeBack(current);
      throw error;
    }
    if (current.length === emptyFrame.length) current.since = performance.now();
    current.length += length;
    if (current.length >= this.options.segmentBytes) await this.closeCurrent();
  }

  /** Nobody was told that the last bytes are kept, so they must not be found by the next start. */
  private async takeBack(current: Current): Promise<void> {
    try {
      await cut(current.file, current.length);
    } catch {
      await this.closeCurrent();
    }
  }

  private async start(): Promise<Current> {
    this.lastNumber = Math.max(this.lastNumber + 1, this.options.clock.now().getTime());
    const name = `${String(this.lastNumber).padStart(15, '0')}-${randomBytes(4).toString('hex')}`;
    // it appears with a first frame, so that a file without any is one that was emptied
    await writeNew(this.path(name), emptyFrame);
    const file = await openFile(this.path(name), 'r+');
    if (this.options.fsync) await syncFolder(this.options.folder);
    return { name, file, length: emptyFrame.length, since: performance.now() };
  }

  private async closeCurrent(): Promise<void> {
    const current = this.current;
    if (!current) return;
    this.current = undefined;
    const { name, length } = current;
    const used = length > emptyFrame.length;
    if (used) this.closed.push({ name, length, recovered: false });
    await closeFile(current.file);
    if (!used) await unlink(this.path(name));
  }

  private async checkSpace(): Promise<void> {
    if (performance.now() - this.spaceChecked < 500) return;
    const { bavail, bsize } = await statfs(this.options.folder);
    if (bavail * bsize < this.options.reserveBytes) throw journalFull({});
    this.spaceChecked = performance.now();
  }
}

/** Writes all of these to a place in a file; gives how many bytes they are. */
async function writeAll(file: number, frames: readonly Buffer[], position: number): Promise<number> {
  let left = frames.length > MOST_AT_ONCE ? [Buffer.concat(frames)] : [...frames];
  let done = 0;
  while (left.length > 0) {
    const wrote = await writeFile(file, left, position + done);
    let size = typeof wrote === 'number' ? wrote : wrote.bytesWritten;
    done += size;
    while (left.length > 0 && size >= left[0]!.length) size -= left.shift()!.length;
    if (left.length > 0) left = [left[0]!.subarray(size), ...left.slice(1)];
  }
  return done;
}

/** A file that is there whole or not at all. */
async function writeNew(path: string, bytes: Buffer): Promise<void> {
  await writeWhole(`${path}.new`, bytes, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** A new file survives a loss of power only when its folder was forced to the disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await openFolder(folder);
  await handle.sync();
  await handle.close();
}

const isMissing = (cause: unknown) => cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function faultOf(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (code.startsWith('collect.')) return error;
  return FULL.has(code) ? journalFull({}, error) : journalBroken({ code }, error);
}
