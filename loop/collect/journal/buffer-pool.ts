/** Smaller ones cost nothing to make. */
const SMALLEST = 16 * 1024;

/**
 * Buffers that are used again. Each new one counts as pressure on memory: a busy server would make the collector of garbage run
 * ten times a second for nothing.
 */
export class BufferPool {
  private readonly free: Buffer[] = [];

  constructor(
    /** Larger ones are made anew. */
    private readonly largest: number,
    /** How many are kept. */
    private readonly most: number,
  ) {}

  /** Bytes of any content; to be given back when nobody uses them any more, and only then. */
  take(size: number): Buffer {
    if (size < SMALLEST || size > this.largest) return Buffer.allocUnsafe(size);
    return (this.free.pop() ?? Buffer.allocUnsafeSlow(this.largest)).subarray(0, size);
  }

  give({ buffer, byteOffset }: Buffer): void {
    if (buffer.byteLength === this.largest && byteOffset === 0 && this.free.length < this.most)
      this.free.push(Buffer.from(buffer));
  }
}
