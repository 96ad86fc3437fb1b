import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BufferPool, batchTooLarge, malformedGzip } from '#loop/collect';

/** The largest body taken in, packed or unpacked: what the Segment protocol allows. */
export const MAX_BODY = 500 * 1024;

const unpack = promisify(gunzip);
const tooLarge = () => batchTooLarge({ limit: MAX_BODY / 1024 });

/** A body this large is read to its end although it is refused: who is cut off while sending never hears why. */
const MAX_IGNORED = 16 * 1024 ** 2;

/** Where bodies are gathered, as many as are under way. */
const pool = new BufferPool(MAX_BODY, 16);

/**
 * The bytes of a request, no more than are allowed, whatever it says of itself. They are copied as they come, so that the pieces
 * live but a moment; `release` gives them back.
 */
export async function readBytes(payload: IncomingMessage): Promise<Buffer> {
  const announced = Number(payload.headers['content-length'] ?? MAX_BODY);
  if (announced > MAX_IGNORED) throw tooLarge();
  const room = pool.take(Math.min(announced || MAX_BODY, MAX_BODY));
  try {
    let length = 0;
    for await (const part of payload as AsyncIterable<Buffer>) {
      if (length + part.length <= room.length) part.copy(room, length);
      length += part.length;
      if (length > MAX_IGNORED) throw tooLarge();
    }
    if (length > room.length) throw tooLarge();
    return room.subarray(0, length);
  } catch (error) {
    release(room);
    throw error;
  }
}

/** Nobody looks at these bytes any more. */
export function release(bytes: Buffer): void {
  pool.give(bytes);
}

/**
 * The JSON in a body. What its first bytes say counts, not its headers: there are SDKs that send gzip without saying so,
 * and JSON that is called a form.
 */
export async function unpacked(bytes: Buffer): Promise<Buffer> {
  return isPacked(bytes) ? await inflate(bytes) : bytes;
}

/** Whether the headers say gzip of what is none. */
export function claimsGzip(bytes: Buffer, encoding: string | undefined): boolean {
  return encoding === 'gzip' && !isPacked(bytes);
}

function isPacked(bytes: Buffer): boolean {
  return bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function inflate(bytes: Buffer): Promise<Buffer> {
  try {
    return await unpack(bytes, { maxOutputLength: MAX_BODY });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw malformedGzip({}, error);
  }
}
