import { open } from 'node:fs/promises';
import type { StoredFile } from './file-store.ts';
import { type TextLayout, textBytes } from './text-bytes.ts';

export const HEAD = 1024 * 1024;
const PIECE = 256 * 1024;

/** Bytes of a file as they lie on disk. */
export async function rawBytes({ path, bytes }: StoredFile, from: number, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const start = Math.max(0, Math.min(from, bytes));
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, bytes - start)));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The first bytes after unpacking and re-encoding. */
export async function headBytes(file: StoredFile, layout: TextLayout, length = HEAD): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of textBytes(file, layout)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= length) break;
  }
  return Buffer.concat(chunks).subarray(0, length);
}

/** Pieces from the middle and the end of a plain file, to see what its head does not show. */
export async function laterPieces(file: StoredFile): Promise<Buffer[]> {
  if (file.bytes <= HEAD) return [];
  const places = [Math.floor(file.bytes / 2), file.bytes - PIECE].filter((at) => at > HEAD);
  return Promise.all(places.map((at) => rawBytes(file, at, PIECE)));
}
