import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { brokenGzip, cannotRead, zipBomb } from './faults.ts';
import type { Layout } from './mapping.ts';
import type { StoredFile } from './shelf.ts';

const BLOCK = 1024 * 1024;
/** What real tables reach with gzip is below 100; a bomb is at a thousand. */
const MOST_TIMES = 300;
const BOMB_FROM = 16 * 1024 * 1024;

export interface Progress {
  /** Bytes of the file on disk that were read. */
  read: number;
}

/** The bytes of a file as UTF-8 text without a mark at its start: unpacked and re-encoded on the way, in bounded memory. */
export async function* textBytes(
  file: StoredFile,
  layout: Pick<Layout, 'gzip' | 'encoding'>,
  progress: Progress = { read: 0 },
): AsyncGenerator<Buffer> {
  const raw = createReadStream(file.path, { highWaterMark: BLOCK });
  raw.on('data', (chunk) => {
    progress.read += chunk.length;
  });
  try {
    yield* withoutMark(decoded(layout.gzip ? unpacked(raw, file) : raw, layout.encoding));
  } catch (error) {
    throw readFault(error, file);
  } finally {
    raw.destroy();
  }
}

async function* unpacked(raw: Readable, file: StoredFile): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: BLOCK });
  raw.on('error', (error) => gunzip.destroy(error));
  let out = 0;
  try {
    for await (const chunk of raw.pipe(gunzip) as AsyncIterable<Buffer>) {
      out += chunk.length;
      if (out > BOMB_FROM && out > gunzip.bytesWritten * MOST_TIMES)
        throw zipBomb({ name: file.name, times: MOST_TIMES });
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

async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first = true;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    yield first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
    first = false;
  }
}

function readFault(error: unknown, { name }: StoredFile): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('Z_')) return brokenGzip({ name }, error);
  if (code.startsWith('E') && !code.startsWith('ERR_')) return cannotRead({ name, reason: code }, error);
  return error;
}
