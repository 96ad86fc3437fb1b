import { z } from 'zod';

/** A file to download, streamed. */
export class Download {
  constructor(
    readonly filename: string,
    readonly type: string,
    readonly body: AsyncIterable<string | Uint8Array>,
  ) {}
}

/** An output that is kept as the bytes it is sent as. */
export class ReadyJson<T> {
  constructor(
    readonly body: Buffer,
    /** Changes with every byte of it. */
    readonly etag: string,
    /** Seconds since it was computed. */
    readonly age: number,
    /** A newer one is being computed. */
    readonly renewing: boolean,
  ) {}

  toJSON(): T {
    return JSON.parse(this.body.toString()) as T;
  }
}

/** The output of an operation that gives a file to download. */
export const file = z.instanceof(Download);

/** The output of an operation that gives nothing. */
export const nothing = z.void();
