import type { CauseId } from '../data/causes.data.ts';
import type { PersonTypeId } from '../data/person-types.data.ts';
import type { Fields, Message } from '../message.ts';

export type Sentiment = 'positive' | 'neutral' | 'negative';

/** Something that makes this person leave sooner (ratio > 1) or stay longer (ratio < 1). */
export interface TrueCause {
  cause: CauseId | 'first_category' | 'platform' | 'channel' | 'level' | `campaign:${string}`;
  ratio: number;
  since: string;
}

/** What a campaign did with this person. */
export interface TrueExposure {
  group: 'treatment' | 'control';
  /** The message made the person order who would not have come for it. */
  convinced: boolean;
  at: string;
}

/** What is true of a person and the company cannot see. */
export interface PersonTruth {
  type: PersonTypeId | 'bot';
  /** Would not have come without the channel. */
  incremental: boolean;
  /** Probability of leaving, a day, before any cause. */
  baseHazard: number;
  /** The same after all causes, at the end. */
  hazard: number;
  causes: readonly TrueCause[];
  arrivedAt: string;
  /** When the person left for good; null for those still there. */
  churnedAt: string | null;
  exposures: Readonly<Record<string, TrueExposure>>;
  /** What the person meant, by review or ticket number. */
  sentiments: Readonly<Record<string, Sentiment>>;
}

/** One simulated person: what the company sees (ids, properties, events) and what is true. */
export interface DemoPerson {
  index: number;
  ids: { userId?: string; anonymousIds: string[] };
  properties: Fields;
  events: Message[];
  truth: PersonTruth;
}
