import { type Columns, openColumns } from '#lib/store';

const IDLE_MS = 60_000;

/** An engine of our own that only reads files, beside a server that cannot reach them; started when first needed. */
export class OwnReader {
  private opening: Promise<Columns> | undefined;
  private users = 0;
  private rest: NodeJS.Timeout | undefined;

  constructor(private readonly folder: string) {}

  /** The engine stays at least until `release`, and some time longer. */
  async take(): Promise<{ columns: Columns; release(): void }> {
    clearTimeout(this.rest);
    this.users++;
    this.opening ??= openColumns({ dataDir: this.folder, lowMemory: true });
    try {
      return { columns: await this.opening, release: () => this.release() };
    } catch (error) {
      this.opening = undefined;
      this.users--;
      throw error;
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.rest);
    const open = await this.opening?.catch(() => undefined);
    this.opening = undefined;
    await open?.close();
  }

  private release(): void {
    if (--this.users > 0) return;
    this.rest = setTimeout(() => void this.close(), IDLE_MS).unref();
  }
}
