import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { Layout } from './mapping.ts';
import type { StoredFile } from './shelf.ts';
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

/** The encoding bytes are in; undefined when they are no text. */
export function encodingOf(head: Buffer, pieces: readonly Buffer[]): Layout['encoding'] | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const start = head.subarray(0, 4096);
  const zeros = zerosOf(start);
  if (zeros.even + zeros.odd > Math.max(2, start.length * STRAY)) {
    if (zeros.even === 0) return 'utf-16le';
    return zeros.odd === 0 ? 'utf-16be' : undefined;
  }
  const foreign = [head, ...pieces].flatMap(linesOf).filter((line) => line.some((byte) => byte > 127));
  const utf8 = foreign.filter((line) => isUtf8(line)).length;
  return utf8 < foreign.length * FEW && foreign.filter(isGbk).length > foreign.length / 2 ? 'gbk' : 'utf-8';
}

/** A line of GBK is hardly ever UTF-8 by chance, so a few lines of UTF-8 say that the others are broken. */
const FEW = 0.1;

/** Zeros that broken programs leave in a text; in UTF-16 every separator, digit and line break has one. */
const STRAY = 0.005;

function zerosOf(bytes: Buffer): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 };
  bytes.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd']++;
  });
  return zeros;
}

/** Whole lines only: a cut through a character would look like broken text. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0, end = bytes.indexOf(10); end >= 0 && lines.length < 5000; end = bytes.indexOf(10, at)) {
    lines.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return lines.length > 0 ? lines : [bytes.subarray(0, Math.max(0, bytes.length - 4))];
}

function isGbk(bytes: Buffer): boolean {
  try {
    new TextDecoder('gbk', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
