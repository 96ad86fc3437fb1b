import type { Clock } from '#lib/core';
import { type Event, Reject } from './event.ts';
import { type Fact, factLine } from './identity/fact.ts';
import { EventPacker } from './journal/event-pack.ts';
import type { Frame } from './journal/frame.ts';
import type { Journal } from './journal/journal.ts';
import { type Draft, emptyDraft, writeLines } from './line.ts';
import { type Live, MOST_AT_ONCE } from './live.ts';
import { readMoment } from './moment.ts';
import type { Json } from './properties.ts';
import type { Reason } from './reason.ts';
import type { RecentIds } from './recent-ids.ts';
import { RejectKeeper } from './rejects.ts';
import { type Halves, hashText } from './sip-hash.ts';
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
  private readonly packer = new EventPacker();
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
  async receive(arriving: Arriving): Promise<Receipt> {
    const { project } = arriving;
    const received = this.clock.now().getTime();
    const { frame, accepted, duplicates, rejects, facts, shown } = this.read(arriving, received);
    const earlier = duplicates > 0 ? [...this.underway] : [];
    if (accepted.length > 0 || rejects.length > 0) await this.keep(frame, accepted, facts);
    await Promise.all(earlier);
    const count = accepted.length + duplicates + rejects.length;
    this.live.push(project, received, shown, count - shown.length);
    return { accepted: accepted.length, duplicates, rejects };
  }

  /**
   * All that can be done at once. What a message was parsed into is garbage as soon as its rows are written: a batch that
   * lived until it is safe would be copied by every collection until then.
   */
  private read({ project, messages, sentAt, small }: Arriving, received: number) {
    const arrival = {
      project,
      received,
      small,
      sentAt: sentAt === undefined ? undefined : readMoment(sentAt),
    };
    const draft = emptyDraft();
    const accepted: Halves[] = [];
    const shown: (Event | Reject)[] = [];
    const rejects: { index: number; reason: Reason; reject: Reject }[] = [];
    const facts = new Set<string>();
    let duplicates = 0;
    for (let index = 0; index < messages.length; index++) {
      const result = validate(messages[index]!, arrival);
      if (messages.length - index <= MOST_AT_ONCE) shown.push(result);
      if (result instanceof Reject) rejects.push({ index, reason: result.reason, reject: result });
      else if (this.ids.add(result.id.low, result.id.high)) {
        accepted.push(result.id);
        if (result.name !== undefined) this.packer.add(result, result.name, SOURCE);
        writeLines(draft, result);
        this.writeFacts(draft, result, facts);
      } else duplicates++;
    }
    const rejected = rejects.map(({ reject }) => reject);
    if (rejected.length > 0) this.rejectKeeper.write(draft, project, received, SOURCE, rejected);
    return { frame: { ...draft, events: this.packer.take() }, accepted, duplicates, rejects, facts, shown };
  }

  private async keep(frame: Frame, accepted: readonly Halves[], facts: Iterable<string>): Promise<void> {
    const kept = this.journal.append(frame);
    this.underway.add(kept);
    try {
      await kept;
    } catch (error) {
      for (const { low, high } of accepted) this.ids.remove(low, high);
      throw error;
    } finally {
      this.underway.delete(kept);
    }
    for (const key of facts) {
      const { low, high } = hashText(key);
      this.facts.add(low, high);
    }
  }

  /** Writes what is new of who is who, and adds the key by which it will be known. */
  private writeFacts(draft: Draft, event: Event, keys: Set<string>): void {
    const { userId, previousId, project, time } = event;
    if (userId === undefined) return;
    const key = linkKey(event);
    const { low, high } = hashText(key);
    if (!keys.has(key) && !this.facts.has(low, high)) {
      keys.add(key);
      draft.links += factLine(linkOf(event, userId));
    }
    if (previousId !== undefined) draft.links += factLine(['alias', project, previousId, userId, time]);
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
