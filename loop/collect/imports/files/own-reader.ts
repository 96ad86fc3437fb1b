import { inBackground } from '#lib/core';
import { type OpenWarehouse, openWarehouse, type Warehouse } from '#lib/store';
import { residentOf } from './resident.ts';

const IDLE_MS = 60_000;
/** MB that its process may take, whatever a file says of itself. Its own accounts end what it reads at half of them. */
const RESIDENT = 2048;
const LOOK_MS = 100;
const READER = 'the engine that reads files';

/** An engine that only reads files, beside the one that keeps what they say: no file ends that. Started when first needed. */
export class OwnReader {
  private opening: Promise<OpenWarehouse> | undefined;
  private watch: NodeJS.Timeout | undefined;
  private users = 0;
  private rest: NodeJS.Timeout | undefined;

  constructor(private readonly folder: string) {}

  /** The engine stays at least until `release`, and some time longer. */
  async take(): Promise<{ warehouse: Warehouse; release(): void }> {
    clearTimeout(this.rest);
    this.users++;
    this.opening ??= openWarehouse({ dataDir: this.folder, lowMemory: true });
    this.watch ??= setInterval(() => inBackground(READER, this.endIfTooBig()), LOOK_MS).unref();
    try {
      return { warehouse: await this.opening, release: () => this.release() };
    } catch (error) {
      this.opening = undefined;
      this.users--;
      throw error;
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.rest);
    clearInterval(this.watch);
    this.watch = undefined;
    const open = await this.opening?.catch(() => undefined);
    this.opening = undefined;
    await open?.close();
  }

  private async endIfTooBig(): Promise<void> {
    const warehouse = await this.opening?.catch(() => undefined);
    const running = await warehouse?.engine()?.catch(() => undefined);
    if (running && residentOf(running.pid) > RESIDENT) process.kill(running.pid, 'SIGKILL');
  }

  private release(): void {
    if (--this.users > 0) return;
    this.rest = setTimeout(() => inBackground(READER, this.close()), IDLE_MS).unref();
  }
}
