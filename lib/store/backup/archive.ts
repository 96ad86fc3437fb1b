import type { Readable } from 'node:stream';

/** One file of an archive. */
export interface Entry {
  readonly name: string;
  readonly body: Buffer;
}

const BLOCK = 512;
/** No file of ours comes near; one of a foreign archive might not fit in memory. */
const LARGEST = 1024 ** 3;

/** Files as the bytes of a tar archive (POSIX ustar), which any `tar` can list and unpack. */
export async function* packTar(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  for await (const { name, body } of entries) {
    yield header(name, body.length);
    yield body;
    yield Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK);
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** What is read is no archive of ours, or not all of one. */
export class ArchiveError extends Error {
  constructor(readonly kind: 'damaged' | 'cut short') {
    super(`the archive is ${kind}`);
  }
}

/** The files of a tar archive written by `packTar`, in their order and to its last byte. */
export async function* unpackTar(archive: Readable): AsyncGenerator<Entry> {
  const source = new Source(archive);
  for (;;) {
    const head = await source.take(BLOCK);
    if (head[0] === 0) return source.pass();
    const name = head.toString('utf8', 0, 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(head.toString('latin1', 124, 135), 8);
    if (head.toString('latin1', 257, 262) !== 'ustar' || !(size <= LARGEST))
      throw new ArchiveError('damaged');
    yield { name, body: await source.take(size) };
    await source.take((BLOCK - (size % BLOCK)) % BLOCK);
  }
}

function header(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`too long a name for an archive: ${name}`);
  const head = Buffer.alloc(BLOCK);
  head.write(name, 0);
  head.write('0000600\0' + '0000000\0' + '0000000\0', 100);
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  head.write(`${'0'.repeat(11)}\0`, 136);
  head.write('        0', 148);
  head.write('ustar\x0000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** Bytes of a stream, taken in pieces of a wanted length. */
class Source {
  private readonly chunks: AsyncIterator<Buffer>;
  private held: Buffer[] = [];
  private length = 0;

  constructor(stream: Readable) {
    this.chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  async take(wanted: number): Promise<Buffer> {
    while (this.length < wanted) {
      const next = await this.chunks.next();
      if (next.done) throw new ArchiveError('cut short');
      this.held.push(next.value);
      this.length += next.value.length;
    }
    const all = Buffer.concat(this.held);
    this.held = [all.subarray(wanted)];
    this.length = all.length - wanted;
    return all.subarray(0, wanted);
  }

  /** Reads what is left: only at its end a packed stream says whether it is whole. */
  async pass(): Promise<void> {
    for (let next = await this.chunks.next(); !next.done; next = await this.chunks.next());
  }
}
