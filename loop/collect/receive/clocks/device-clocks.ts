import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashText } from '../sip-hash.ts';
import { afterDelivery, type DeviceClock, NOTICEABLE, soundClock } from './device-clock.ts';

const FILE = 'device-clocks';
/** Devices whose clocks are remembered: at least so many, at most twice. */
const MOST = 50_000;
/** Lines beyond which the file is written anew. */
const MOST_LINES = 4 * MOST;

/**
 * The clocks of devices that ever differed noticeably from ours; the others need no memory. Corrections are written to a file
 * at once, under the hash of the device, so that a restart does not set a device back.
 */
export class DeviceClocks {
  private young = new Map<string, DeviceClock>();
  private old = new Map<string, DeviceClock>();
  private lines = 0;

  private constructor(private readonly file: string | undefined) {}

  /** @param folder where what is known is kept; without one it is forgotten at the end. */
  static open(folder?: string): DeviceClocks {
    const clocks = new DeviceClocks(folder === undefined ? undefined : join(folder, FILE));
    clocks.recall();
    return clocks;
  }

  /** One request of a project, received at a moment. */
  delivery(project: number, received: number): Delivery {
    return new Delivery(this, project, received);
  }

  get size(): number {
    return this.young.size + this.old.size;
  }

  /** Takes in a delivery of a device; gives what its times are to be corrected by. */
  take(device: string, sent: number, difference: number): number {
    const before = this.young.get(device) ?? this.old.get(device);
    if (!before && Math.abs(difference) < NOTICEABLE) return 0;
    const clock = afterDelivery(before ?? soundClock, { sent, difference });
    this.remember(device, clock);
    if (clock.skew !== (before?.skew ?? 0)) this.write(device, clock.skew);
    return clock.skew;
  }

  private remember(device: string, clock: DeviceClock): void {
    if (this.young.size >= MOST && !this.young.has(device)) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(device, clock);
  }

  private recall(): void {
    for (const line of linesOf(this.file)) {
      const [device, skew] = line.split(' ');
      if (device && Number.isFinite(Number(skew)))
        this.remember(device, { skew: Number(skew), sendings: [] });
    }
    this.rewrite();
  }

  private write(device: string, skew: number): void {
    this.lines++;
    if (this.lines > MOST_LINES) this.rewrite();
    else this.toFile((file) => appendFileSync(file, `${device} ${skew}\n`, { mode: 0o600 }));
  }

  private rewrite(): void {
    const corrected = [...this.old, ...this.young].filter(([, { skew }]) => skew !== 0);
    this.lines = corrected.length;
    if (corrected.length === 0 && linesOf(this.file).length === 0) return;
    this.toFile((file) => {
      const text = corrected.map(([device, { skew }]) => `${device} ${skew}\n`).join('');
      writeFileSync(`${file}.new`, text, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    });
  }

  /** A disk that takes nothing is told of where events are kept; here it costs a memory. */
  private toFile(write: (file: string) => void): void {
    if (this.file === undefined) return;
    try {
      write(this.file);
    } catch {}
  }
}

function linesOf(file: string | undefined): string[] {
  if (file === undefined) return [];
  try {
    // what stands behind the last break was being written when the product was killed
    return readFileSync(file, 'latin1').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}

/** What one request tells of clocks: each device counts once, however many messages it sent. */
export class Delivery {
  private readonly known = new Map<string, number>();

  constructor(
    private readonly clocks: DeviceClocks,
    private readonly project: number,
    private readonly received: number,
  ) {}

  /** Whether the device need not even be looked up. */
  isSurelySound(sent: number): boolean {
    return Math.abs(this.received - sent) < NOTICEABLE && this.clocks.size === 0 && this.known.size === 0;
  }

  /** What the times of a device are corrected by, which says it sent this at a moment. */
  skewOf(device: string, sent: number): number {
    if (this.isSurelySound(sent)) return 0;
    const known = this.known.get(device);
    if (known !== undefined) return known;
    const { low, high } = hashText(`${this.project}\n${device}`);
    const skew = this.clocks.take(`${low.toString(36)}-${high.toString(36)}`, sent, this.received - sent);
    this.known.set(device, skew);
    return skew;
  }
}
