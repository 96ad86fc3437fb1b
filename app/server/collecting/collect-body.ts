import type { IncomingMessage } from 'node:http';
import { BufferPool, batchTooLarge } from '#loop/collect';

/** The largest body taken in, packed or unpacked: what the Segment protocol allows. */
export const MAX_BODY = 500 * 1024;

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
