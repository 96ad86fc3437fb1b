import type { Words } from '#lib/core';
import type { Delivery } from './clocks/device-clocks.ts';
import type { JsonObject, Properties } from './properties.ts';
import { type Reason, reasons } from './reason.ts';
import type { Halves } from './sip-hash.ts';

/** What one message says: that something happened, what is known of a person, or which ids are one person. */
export interface Event {
  readonly project: number;
  /** Its own id as sent, or one given on receipt: the same id twice is the same message. */
  readonly messageId: string;
  /** What it is known by in the store: the hash of project and message id. */
  readonly id: Readonly<Halves>;
  /** When it happened, in milliseconds since 1970, corrected where the sender's clock is wrong. */
  readonly time: number;
  readonly received: number;
  /** The id it is filed under: the userId, or the anonymousId while nobody is known. */
  readonly distinctId: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  /** The id that becomes another name of `userId`; of alias only. */
  readonly previousId?: string;
  /** What happened; absent when the message only tells of a person. */
  readonly name?: string;
  readonly properties: Properties;
  /** What becomes known of the person. */
  readonly traits?: Properties;
}

/** A message that was not taken in, and why. */
export class Reject {
  constructor(
    readonly reason: Reason,
    /** The message as it came, at most 8 KB of it. */
    readonly raw: string,
  ) {}

  get words(): Words {
    return reasons[this.reason];
  }
}

export const MAX_RAW = 8192;

/** The message as text, for the list of rejects. */
export function rawOf(message: unknown): string {
  try {
    return (JSON.stringify(message) ?? '').slice(0, MAX_RAW);
  } catch {
    return '';
  }
}

/** Reads a sent message into an event; a protocol is a function of this form. */
export type Reader = (message: JsonObject, arrival: Arrival) => Event | Reason;

/** What is known of a message besides what it says. */
export interface Arrival {
  readonly project: number;
  readonly received: number;
  /** What brings it; `http` when absent. */
  readonly source?: string | undefined;
  /** When the batch says it was sent, by the sender's clock. */
  readonly sentAt?: number | undefined;
  /** Whether the whole body was small enough that no message in it can be too large. */
  readonly small?: boolean;
  /** What it tells of the clocks of devices; without it all are taken to be right. */
  readonly delivery?: Pick<Delivery, 'skewOf' | 'isSurelySound'>;
}
