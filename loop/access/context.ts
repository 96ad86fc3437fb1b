import type { Clock, Language } from '#lib/core';
import type { Database } from '#lib/store';

/** What every file of this module works with. */
export interface Context {
  readonly database: Database;
  readonly clock: Clock;
}

/** Where a person logs in from. */
export interface Origin {
  readonly address: string;
  readonly agent: string;
}

/** What a new account chooses. */
export interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly language?: Language;
  /** The name of the project it is made for, which is no password. */
  readonly project?: string;
}
