import type { z } from 'zod';
import type { Language, Words } from '#lib/core';

/** What surrounds a request that nobody logged in for. It carries no cookies: whose browser sends it counts for nothing. */
export interface PublicCall {
  /** The body as it came, since who signs one signs its bytes. */
  readonly body: Buffer;
  /** Headers in lower case, without cookies. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Where we were reached: what an answer may build its links on. */
  readonly reachedAt: URL;
  /** The sender's network address. */
  readonly address: string;
  readonly language: Language;
  /** Fires when the sender went away. */
  readonly signal: AbortSignal;
}

/** What goes back: a value as JSON, or a text or bytes of the type that is said. */
export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Something that may be asked without logging in: receipts of providers, links in messages, webhooks, settings of SDKs, health. */
export interface PublicRequest<I extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST';
  /** From the root of the product; `:name` stands for a member of the input. */
  readonly path: string;
  /** What it is for: a sentence without its full stop. */
  readonly summary: Words;
  /** What the path and the query hold. */
  readonly input: I;
  /** What comes back where it is JSON. */
  readonly output?: z.ZodType;
  /** How many of them one address may send in a minute; more are refused. */
  readonly mostAMinute: number;
  /** How many bytes a body may have; none where this is absent. */
  readonly mostBytes?: number;
  /** Pages of every site may send it and read the answer, and it is answered under whatever name it came. */
  readonly fromEverySite?: boolean;
  run(input: z.output<I>, call: PublicCall): Promise<Reply>;
}

/** Infers the types of a public request. */
export function publicRequest<I extends z.ZodType>(definition: PublicRequest<I>): PublicRequest<I> {
  return definition;
}
