import { Readable } from 'node:stream';

/** A stream, since bytes would be sent again by the store itself, and then nobody knew that the first try is in doubt. */
export function streamOf(chunks: Iterable<Buffer>): Readable {
  return Readable.from(chunks, { objectMode: false });
}
