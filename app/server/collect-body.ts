import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { batchTooLarge, type Json, malformedGzip, malformedJson, parseExactBytes } from '#loop/collect';

/** The largest body taken in, packed or unpacked: what the Segment protocol allows. */
export const MAX_BODY = 500 * 1024;

const unpack = promisify(gunzip);
const tooLarge = () => batchTooLarge({ limit: MAX_BODY / 1024 });

/** A body this large is read to its end although it is refused: who is cut off while sending never hears why. */
const MAX_IGNORED = 16 * 1024 ** 2;

/** The bytes of a request, no more than are allowed, whatever it says of itself. */
export async function readBytes(payload: IncomingMessage): Promise<Buffer> {
  if (Number(payload.headers['content-length'] ?? 0) > MAX_IGNORED) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_IGNORED) throw tooLarge();
    if (length > MAX_BODY) chunks.length = 0;
    else chunks.push(chunk);
  }
  if (length > MAX_BODY) throw tooLarge();
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

/**
 * The JSON in a body. What its first bytes say counts, not its headers: there are SDKs that send gzip without saying so,
 * and JSON that is called a form.
 */
export async function readBody(
  bytes: Buffer,
  encoding: string | undefined,
): Promise<{ json: Json; size: number }> {
  const packed = bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = packed ? await inflate(bytes) : bytes;
  try {
    return { json: parseExactBytes(plain), size: plain.length };
  } catch (error) {
    if (!packed && encoding === 'gzip') throw malformedGzip({}, error);
    throw malformedJson({ problem: error instanceof Error ? error.message.slice(0, 200) : '' }, error);
  }
}

async function inflate(bytes: Buffer): Promise<Buffer> {
  try {
    return await unpack(bytes, { maxOutputLength: MAX_BODY });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw malformedGzip({}, error);
  }
}
