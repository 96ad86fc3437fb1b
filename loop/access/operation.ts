import type { z } from 'zod';
import type { Right, Viewer } from './viewer.ts';

/** What surrounds one call. */
export interface Call {
  /** Fires when the caller went away. */
  readonly signal: AbortSignal;
  /** The caller's network address, for the audit log. */
  readonly address: string;
}

/**
 * What the doors may call: HTTP mounts it as `POST /api/<name>` and writes OpenAPI from it,
 * the web gets a typed client, the terminal the same.
 */
export interface Operation<I extends z.ZodType = z.ZodType, O = unknown> {
  readonly right: Right;
  /** One sentence for the manual. */
  readonly says: string;
  readonly input: I;
  /** What comes back, and what `input` is in full where it is read by other means than its schema: for OpenAPI. */
  readonly described?: { readonly input?: z.ZodType; readonly output?: z.ZodType };
  /** How many bytes an input may have, where the usual two million are too few. */
  readonly mostBytes?: number;
  run(viewer: Viewer, input: z.output<I>, call: Call): Promise<O>;
  /** What the call was about, when it belongs in the audit log; the door writes it there once the call succeeded. */
  audited?(input: z.output<I>, output: O): string;
}

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

/** Infers the types of an operation. */
export function operation<I extends z.ZodType, O>(definition: Operation<I, O>): Operation<I, O> {
  return definition;
}
