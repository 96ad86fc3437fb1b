import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { brokenGzip, cannotRead, zipBomb } from '../faults.ts';
import type { Layout } from '../mapping/mapping.ts';
import type { StoredFile } from './file-store.ts';

const BLOCK = 1024 * 1024;
/** What real tables reach with gzip is below 100; a bomb is at a thousand. */
export const MOST_TIMES = 300;
const BOMB_FROM = 16 * 1024 * 1024;

export interface Progress {
  /** Bytes of the file on disk that were read. */
  read: number;
}

/** What of a layout tells how bytes become text. */
export type TextLayout = Pick<Layout, 'gzip' | 'encoding' | 'breaks'>;

/** The bytes of a file as UTF-8 text without a mark at its start: unpacked and re-encoded on the way, in bounded memory. */
export async function* textBytes(
  file: StoredFile,
  layout: TextLayout,
  progress: Progress = { read: 0 },
): AsyncGenerator<Buffer> {
  const raw = createReadStream(file.path, { highWaterMark: BLOCK });
  raw.on('data', (chunk) => {
    progress.read += chunk.length;
  });
  try {
    const packed = layout.gzip ? unpacked(raw, file.name) : raw;
    const text = withoutMark(decoded(packed, layout.encoding));
    yield* layout.breaks === 'cr' ? withLineFeeds(text) : text;
  } catch (error) {
    throw readFault(error, file);
  } finally {
    raw.destroy();
  }
}

/** Whether far more comes out than went in. */
export function isBomb(unpacked: number, packed: number): boolean {
  return unpacked > BOMB_FROM && unpacked > packed * MOST_TIMES;
}

async function* unpacked(raw: Readable, name: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: BLOCK });
  raw.on('error', (error) => gunzip.destroy(error));
  let out = 0;
  try {
    for await (const chunk of raw.pipe(gunzip) as AsyncIterable<Buffer>) {
      out += chunk.length;
      if (isBomb(out, gunzip.bytesWritten)) throw zipBomb({ name, times: MOST_TIMES });
      yield chunk;
    }
  } finally {
    gunzip.destroy();
  }
}

async function* decoded(chunks: AsyncIterable<Buffer>, encoding: Layout['encoding']): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') return yield* chunks;
  const decoder = new TextDecoder(encoding === 'gbk' ? 'gb18030' : encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  yield Buffer.from(decoder.decode(), 'utf8');
}

/** What spreadsheets write before a table: the mark of UTF-8, and a line that names the separator, which stays as an empty one. */
const MARK = /^(?:\xef\xbb\xbf)?(?:"?sep=[,;\t|]"?(?=[\r\n]))?/i;

async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first = true;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    yield first ? chunk.subarray(MARK.exec(chunk.toString('latin1', 0, 12))?.[0].length) : chunk;
    first = false;
  }
}

async function* withLineFeeds(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield lineFeeds(chunk);
}

/** The same bytes with every carriage return a line feed. */
export function lineFeeds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => (byte === 13 ? 10 : byte)));
}

function readFault(error: unknown, { name }: StoredFile): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('Z_')) return brokenGzip({ name }, error);
  if (code.startsWith('E') && !code.startsWith('ERR_')) return cannotRead({ name, reason: code }, error);
  return error;
}
