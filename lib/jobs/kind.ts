import type { Words } from '#lib/core';
import type { Schedule } from './schedule.ts';

/** How much of the machine a run takes: few heavy ones go on at once, and light ones never wait for them. */
export type Weight = 'light' | 'heavy';

/** A kind of work in the background; its module registers it. */
export interface JobKind<About extends object = object> {
  /** Stable: it stands in the database. */
  readonly name: string;
  /** What one run of it is, as a noun. */
  readonly words: Words;
  readonly weight: Weight;
  /**
   * A second request under a key joins the one that waits. While one runs, it joins that, or follows it: what came after that
   * began is then not missed.
   */
  readonly again: 'joins' | 'follows';
  /** How many runs of the kind go on at once; as many as there is room for when absent. */
  readonly atOnce?: number;
  /** How often a run that failed is tried again by itself, 2 times when absent, and how long after the first time. */
  readonly retries?: number;
  readonly retryAfterMs?: number;
  readonly schedule?: Schedule;
  /** What a run is about, in words: a file's name. */
  describe?(about: About): Words;
  /** Does the work; it may be done again from its start, so doing it twice has no more effect than once. */
  run(context: RunContext<About>): Promise<void>;
  /** A run was cancelled before it began. */
  dropped?(about: About): Promise<void>;
}

/** What a run is handed. */
export interface RunContext<About> {
  readonly id: string;
  readonly about: About;
  /** Fires when a person cancels the run, and when the product stops. */
  readonly signal: AbortSignal;
  /** Tells how far the run is. */
  progress(progress: Progress): void;
  /** Adds a line to what the run tells of itself. */
  log(words: Words): void;
}

/** How far a run is: of how many how many are done, and what it is at. */
export interface Progress {
  /** From 0 to 1. */
  readonly share?: number;
  readonly done?: number;
  readonly of?: number;
  readonly words?: Words;
}

/** Thrown by a run that ended before its end because the product stops: it goes on at the next start. */
export class Interrupted extends Error {}
