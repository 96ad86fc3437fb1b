import type { Words } from '#lib/core';
import type { Viewer } from '#loop/access';
import { type Event, Reject } from '../receive/event.ts';
import type { Reason } from '../receive/reason.ts';

/** One message as the live view shows it. */
export type LiveItem =
  | {
      readonly outcome: 'accepted';
      readonly received: number;
      readonly time: number;
      /** The event's name; absent when the message only told of a person. */
      readonly event?: string;
      readonly id: string;
      readonly properties: Readonly<Record<string, string | number>>;
    }
  | {
      readonly outcome: 'rejected';
      readonly received: number;
      readonly reason: Reason;
      readonly words: Words;
      readonly raw: string;
    };

type Listener = (items: readonly LiveItem[], left: number) => void;
/** Messages of one request that may be looked at; most never are. */
export interface Shown {
  readonly count: number;
  items(): readonly (Event | Reject)[];
}
type Batch = Shown & { readonly received: number };

/** The messages of one request for the live view, given when somebody looks. */
export function shownOf(count: number, items: Shown['items']): Shown {
  return { count, items };
}

const REMEMBERED = 200;
/** Under load a viewer gets samples: nobody can read more than this at once. */
export const MOST_AT_ONCE = 50;
const EVERY = 250;

/** What arrives, for viewers who are watching, also while the engine and with it every scope is away; a project nobody watches costs a few assignments a message. */
export class Live {
  private readonly channels = new Map<number, Channel>();

  /** Shows the last of the messages that one request brought, at most `MOST_AT_ONCE`, and counts the others. */
  push(project: number, received: number, shown: Shown, others = 0): void {
    this.channel(project).push(received, shown, others);
  }

  /** The last 200 messages, newest first. */
  recent({ project }: Pick<Viewer, 'project'>): LiveItem[] {
    return this.channel(project.id).recent();
  }

  /** Calls the listener at most four times a second, with at most 50 messages and how many were left out. */
  subscribe({ project }: Pick<Viewer, 'project'>, listener: Listener): () => void {
    return this.channel(project.id).subscribe(listener);
  }

  private channel(project: number): Channel {
    let channel = this.channels.get(project);
    if (!channel) {
      channel = new Channel();
      this.channels.set(project, channel);
    }
    return channel;
  }
}

class Channel {
  /** Oldest first; together the last 200 messages, and what came with the oldest of them. */
  private readonly batches: Batch[] = [];
  private held = 0;
  private unseen = 0;
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | undefined;

  push(received: number, { count, items }: Shown, others: number): void {
    this.batches.push({ received, count, items });
    this.held += count;
    while (this.held - this.batches[0]!.count >= REMEMBERED) this.held -= this.batches.shift()!.count;
    this.unseen += count + others;
    if (this.listeners.size > 0) this.timer ??= setTimeout(() => this.tell(), EVERY).unref();
  }

  recent(count = REMEMBERED): LiveItem[] {
    const items: LiveItem[] = [];
    for (let at = this.batches.length - 1; at >= 0 && items.length < count; at--) {
      const { received, items: list } = this.batches[at]!;
      for (const what of [...list()].reverse()) items.push(itemOf(received, what));
    }
    return items.slice(0, count);
  }

  subscribe(listener: Listener): () => void {
    if (this.listeners.size === 0) this.unseen = 0;
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(): void {
    this.timer = undefined;
    const shown = Math.min(this.unseen, MOST_AT_ONCE);
    const items = this.recent(shown);
    const left = this.unseen - shown;
    this.unseen = 0;
    for (const listener of this.listeners) listener(items, left);
  }
}

function itemOf(received: number, what: Event | Reject): LiveItem {
  if (what instanceof Reject) {
    return { outcome: 'rejected', received, reason: what.reason, words: what.words, raw: what.raw };
  }
  const told = what.name === undefined ? (what.traits ?? what.properties) : what.properties;
  return {
    outcome: 'accepted',
    received,
    time: what.time,
    event: what.name,
    id: what.distinctId,
    properties: told.plain(),
  };
}
