import { Transform } from 'node:stream';
import { refused } from '../faults.ts';

const LONGEST_SEAM = 64;

/** Passes bytes on, and fails when they end in the exception a ClickHouse server appends to an answer it had begun. */
export function exceptionCheck(tag: string): Transform {
  const mark = Buffer.from(`__exception__\r\n${tag}`);
  let seam: Buffer = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const seen = Buffer.concat([seam, chunk]);
      const at = tag ? seen.indexOf(mark) : -1;
      if (at >= 0)
        return done(
          refused(
            {},
            new Error(
              seen
                .subarray(at + mark.length, at + 600)
                .toString()
                .trim(),
            ),
          ),
        );
      seam = seen.subarray(-LONGEST_SEAM);
      done(null, chunk);
    },
  });
}
