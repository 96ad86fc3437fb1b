import type { z } from 'zod';
import type { Words } from '#lib/core';
import type { Download, ReadyJson } from './output.ts';

/** What surrounds one call. */
export interface Call {
  /** Fires when the caller went away. */
  readonly signal: AbortSignal;
  /** The caller's network address, for the audit log. */
  readonly address: string;
}

/**
 * Something that may be called by its name, with all that is known of it: HTTP mounts it as `POST /api/<name>`, OpenAPI, the
 * manual in both languages, the typed client of the web and the terminal are made from it. `Caller` is who calls, `Right` what
 * the caller must be allowed to.
 */
export interface Operation<
  Caller,
  Right extends string,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  R = unknown,
> {
  readonly right: Right;
  /** What it does, for the manual: a sentence without its full stop. */
  readonly summary: Words;
  readonly input: I;
  /** What comes back: a schema, `file` or `nothing`. */
  readonly output: O;
  /** How many bytes an input may have, where the usual two million are too few. */
  readonly mostBytes?: number;
  run(caller: Caller, input: z.output<I>, call: Call): Promise<R>;
  /** What the call was about, when it belongs in the audit log; it is written there once the call succeeded. */
  audited?(input: z.output<I>, output: R): string;
}

/** What `run` may give for an output schema: its type, never written to, or that with the bytes ready. */
export type Given<O extends z.ZodType> = Unwritten<z.output<O>> | ReadyJson<Unwritten<z.output<O>>>;

type Unwritten<T> = T extends Date | Download
  ? T
  : T extends object
    ? { readonly [Key in keyof T]: Unwritten<T[Key]> }
    : T;

/** What is left of a value after the way through JSON. */
export type Sent<T> = T extends Date
  ? string
  : T extends Download
    ? Blob
    : T extends object
      ? { [Key in keyof T]: Sent<T[Key]> }
      : T;
