import type { Clock } from '#lib/core';
import { type Event, Reject } from './event.ts';
import { type Fact, factLine } from './identity/fact.ts';
import type { Journal } from './journal/journal.ts';
import { type Draft, emptyDraft, writeEvent } from './line.ts';
import type { Live } from './live.ts';
import { readMoment } from './moment.ts';
import type { Json } from './properties.ts';
import type { Reason } from './reason.ts';
import type { RecentIds } from './recent-ids.ts';
import { RejectKeeper } from './rejects.ts';
import { hashText } from './sip-hash.ts';
import { validate } from './validate.ts';

/** One request's messages. */
export interface Arriving {
  readonly project: number;
  readonly messages: readonly Json[];
  /** When the sender's clock says it was sent. */
  readonly sentAt?: Json;
  /** Whether the whole body is no larger than one message may be. */
  readonly small?: boolean;
}

/** What became of them. */
export interface Receipt {
  readonly accepted: number;
  /** Messages that had arrived before: taken once, and none the worse for it. */
  readonly duplicates: number;
  readonly rejects: readonly { readonly index: number; readonly reason: Reason; readonly reject: Reject }[];
}

const SOURCE = 'http';

/** Takes messages in: validated, told from repeats, identified, and safe in the journal before it answers. */
export class Receiver {
  private readonly rejectKeeper = new RejectKeeper();
  private readonly underway = new Set<Promise<void>>();

  constructor(
    private readonly journal: Journal,
    private readonly ids: RecentIds,
    /** Facts of who is who that the journal or the store holds already. */
    private readonly facts: RecentIds,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Resolves when what was accepted would survive `kill -9`; rejects with a fault when nothing of it was kept. */
  async receive({ project, messages, sentAt, small }: Arriving): Promise<Receipt> {
    const received = this.clock.now().getTime();
    const sent = sentAt === undefined ? undefined : readMoment(sentAt);
    const events: Event[] = [];
    const seen: (Event | Reject)[] = [];
    const rejects: { index: number; reason: Reason; reject: Reject }[] = [];
    let duplicates = 0;
    messages.forEach((message, index) => {
      const result = validate(message, { project, received, sentAt: sent, small });
      if (result instanceof Reject) rejects.push({ index, reason: result.reason, reject: result });
      else if (this.ids.add(result.id.low, result.id.high)) events.push(result);
      else duplicates++;
      seen.push(result);
    });
    const earlier = duplicates > 0 ? [...this.underway] : [];
    const draft = emptyDraft();
    for (const event of events) writeEvent(draft, event, SOURCE);
    const facts = this.writeFacts(draft, events);
    const rejected = rejects.map(({ reject }) => reject);
    if (rejected.length > 0) this.rejectKeeper.write(draft, project, received, SOURCE, rejected);
    if (events.length > 0 || rejects.length > 0) await this.keep(draft, events, facts);
    await Promise.all(earlier);
    this.live.push(project, received, seen);
    return { accepted: events.length, duplicates, rejects };
  }

  private async keep(draft: Draft, events: readonly Event[], facts: readonly string[]): Promise<void> {
    const kept = this.journal.append(draft);
    this.underway.add(kept);
    try {
      await kept;
    } catch (error) {
      for (const { id } of events) this.ids.remove(id.low, id.high);
      throw error;
    } finally {
      this.underway.delete(kept);
    }
    for (const key of facts) {
      const { low, high } = hashText(key);
      this.facts.add(low, high);
    }
  }

  /** Writes what is new of who is who; gives the keys by which it will be known. */
  private writeFacts(draft: Draft, events: readonly Event[]): string[] {
    const keys = new Set<string>();
    for (const event of events) {
      if (event.userId === undefined) continue;
      const key = linkKey(event);
      const { low, high } = hashText(key);
      if (!keys.has(key) && !this.facts.has(low, high)) {
        keys.add(key);
        draft.links += factLine(linkOf(event, event.userId));
      }
      if (event.previousId !== undefined) {
        draft.links += factLine(['alias', event.project, event.previousId, event.userId, event.time]);
      }
    }
    return [...keys];
  }
}

function linkKey({ project, userId, anonymousId = '' }: Event): string {
  return `${project}\n${userId}\n${anonymousId}`;
}

function linkOf({ project, anonymousId, time }: Event, userId: string): Fact {
  return anonymousId === undefined || anonymousId === userId
    ? ['known', project, userId]
    : ['link', project, anonymousId, userId, time];
}
