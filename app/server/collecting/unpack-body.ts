import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import type { Fault } from '#lib/core';
import { batchTooLarge, malformedEncoding, malformedGzip, unknownEncoding } from '#loop/collect';
import { MAX_BODY } from './collect-body.ts';

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gzip: Unpack = promisify(gunzip);
const zlib: Unpack = promisify(inflate);
const raw: Unpack = promisify(inflateRaw);

/** `deflate` means zlib's form; what old programs send under that name is the same without head and sum. */
const deflate: Unpack = (bytes, options) => (isZlib(bytes) ? zlib : raw)(bytes, options);

const unpackers: ReadonlyMap<string, Unpack> = new Map([
  ['gzip', gzip],
  ['x-gzip', gzip],
  ['deflate', deflate],
  ['br', promisify(brotliDecompress) as Unpack],
]);

/**
 * The JSON in a body, no more of it than is allowed. What the first bytes say counts before the headers: there are SDKs that send
 * gzip without saying so, JSON that is called a form, and JSON that is called packed.
 */
export async function unpacked(bytes: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (isGzip(bytes)) return unpack('gzip', gzip, bytes);
  const named = nameOf(encoding);
  if (named === '' || looksLikeJson(bytes)) return bytes;
  const unpacker = unpackers.get(named);
  if (!unpacker) throw unknownEncoding({ given: named.replace(/[^\w, -]/g, '_').slice(0, 40) });
  if (unpacker === gzip) throw malformedGzip({});
  return unpack(named, unpacker, bytes);
}

/** What a header asks for; a list with more than one entry is a name that nobody knows. */
function nameOf(encoding = ''): string {
  const named = encoding
    .toLowerCase()
    .split(',')
    .map((one) => one.trim());
  return named.filter((one) => one !== '' && one !== 'identity').join(', ');
}

function isGzip(bytes: Buffer): boolean {
  return bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The head of zlib's form: method 8, and both bytes a multiple of 31. */
function isZlib(bytes: Buffer): boolean {
  const [method = 0, flags = 0] = bytes;
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}

/** An object or a list in UTF-8, perhaps behind a mark or space. */
function looksLikeJson(bytes: Buffer): boolean {
  return /^(?:\ufeff)?\s*(?:\{\s*["}]|\[\s*[[{"\]])/.test(bytes.toString('utf8', 0, 64));
}

async function unpack(named: string, unpacker: Unpack, bytes: Buffer): Promise<Buffer> {
  try {
    return await unpacker(bytes, { maxOutputLength: MAX_BODY });
  } catch (error) {
    throw faultOf(named, error);
  }
}

function faultOf(named: string, error: unknown): Fault {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
    return batchTooLarge({ limit: MAX_BODY / 1024 });
  return named === 'gzip' ? malformedGzip({}, error) : malformedEncoding({ encoding: named }, error);
}
