import { isUtf8 } from 'node:buffer';
import type { Clock } from '#lib/core';
import { EventPacker } from '../journal/event-pack.ts';
import type { Frame } from '../journal/frame.ts';
import type { Journal } from '../journal/journal.ts';
import { type Live, MOST_AT_ONCE, type Shown, shownOf } from '../live/live.ts';
import { messagesOf, parseBody } from './batch-body.ts';
import type { DeviceClocks } from './clocks/device-clocks.ts';
import type { Arrival, Event, Reject } from './event.ts';
import type { Json } from './properties.ts';
import { Reading, type ReadingContext } from './reading.ts';
import type { Reason } from './reason.ts';
import type { RecentIds } from './recent-ids.ts';
import { RejectKeeper } from './reject-keeper.ts';
import { hashText } from './sip-hash.ts';
import { openBatch } from './skim/open-batch.ts';
import { Skimmer } from './skim/skimmer.ts';
import { MAX_MESSAGE, validate } from './validate.ts';
import { parseExactBytes } from './values/exact-json.ts';
import { readSentAt } from './values/moment.ts';

/** One request's messages. */
export interface Arriving {
  readonly project: number;
  readonly messages: readonly Json[];
  /** When the sender's clock says it was sent. */
  readonly sentAt?: Json | undefined;
  /** Whether the whole body is no larger than one message may be. */
  readonly small?: boolean;
  /** What brings them, where it is the product itself. */
  readonly source?: string;
}

/** One request's messages as they came: the JSON of a batch. */
export interface ArrivingBatch {
  readonly project: number;
  /** The body; nobody looks at it any more once the promise was given. */
  readonly bytes: Buffer;
}

/** What became of them. */
export interface Receipt {
  readonly accepted: number;
  /** Messages that had arrived before: taken once, and none the worse for it. */
  readonly duplicates: number;
  readonly rejects: readonly { readonly index: number; readonly reason: Reason; readonly reject: Reject }[];
}

/** Takes messages in: validated, told from repeats, identified, and safe in the journal before it answers. */
export class Receiver {
  private readonly context: ReadingContext;
  private readonly skimmer = new Skimmer();
  private readonly underway = new Set<Promise<void>>();

  constructor(
    private readonly journal: Journal,
    ids: RecentIds,
    facts: RecentIds,
    private readonly live: Live,
    private readonly clock: Clock,
    private readonly clocks: DeviceClocks,
  ) {
    this.context = { ids, facts, packer: new EventPacker(), rejectKeeper: new RejectKeeper() };
  }

  /** Resolves when what was accepted would survive `kill -9`; rejects with a fault when nothing of it was kept. */
  receive(arriving: Arriving): Promise<Receipt> {
    const received = this.clock.now().getTime();
    return this.finish(received, this.read(arriving, received));
  }

  /** The same of a batch that was not parsed yet, which takes a third of the time. */
  async receiveBatch({ project, bytes }: ArrivingBatch): Promise<Receipt> {
    const received = this.clock.now().getTime();
    const small = bytes.length <= MAX_MESSAGE;
    const open = isUtf8(bytes) ? openBatch(this.skimmer.tape, bytes) : undefined;
    if (open) {
      const delivery = this.clocks.delivery(project, received);
      const arrival = { project, received, small, sentAt: open.sentAt, delivery };
      return this.finish(received, this.skim(open.places, arrival));
    }
    return this.receive({ project, small, ...messagesOf(parseBody(bytes)) });
  }

  private async finish(received: number, read: Read): Promise<Receipt> {
    const { project, reading, frame, shown } = read;
    const { accepted, duplicates, rejects } = reading;
    const earlier = duplicates > 0 ? [...this.underway] : [];
    if (accepted.length > 0 || rejects.length > 0) await this.keep(frame, reading);
    await Promise.all(earlier);
    const count = accepted.length + duplicates + rejects.length;
    this.live.push(project, received, shown, count - shown.count);
    return { accepted: accepted.length, duplicates, rejects };
  }

  /**
   * All that can be done at once. What a message was parsed into is garbage as soon as its rows are written: a batch that
   * lived until it is safe would be copied by every collection until then.
   */
  private read({ project, messages, sentAt, small, source }: Arriving, received: number): Read {
    const sent = sentAt === undefined ? undefined : readSentAt(sentAt);
    const delivery = source === undefined ? this.clocks.delivery(project, received) : undefined;
    const reading = new Reading(this.context, { project, received, source, small, sentAt: sent, delivery });
    const last: (Event | Reject)[] = [];
    for (let index = 0; index < messages.length; index++) {
      const result = reading.take(messages[index]!, index);
      if (messages.length - index <= MOST_AT_ONCE) last.push(result);
    }
    return { project, reading, frame: reading.frame(), shown: shownOf(last.length, () => last) };
  }

  /** The same from the tape. */
  private skim(places: readonly number[], arrival: Arrival): Read {
    const { tape } = this.skimmer;
    const reading = new Reading(this.context, arrival);
    reading.takeTape(this.skimmer, places);
    const last = tape.copies(places.slice(-MOST_AT_ONCE));
    const shown = shownOf(last.length, () => last.map((text) => validate(parseExactBytes(text), arrival)));
    return { project: arrival.project, reading, frame: reading.frame(), shown };
  }

  private async keep(frame: Frame, { accepted, facts }: Reading): Promise<void> {
    const kept = this.journal.append(frame);
    this.underway.add(kept);
    try {
      await kept;
    } catch (error) {
      for (const { low, high } of accepted) this.context.ids.remove(low, high);
      throw error;
    } finally {
      this.underway.delete(kept);
    }
    for (const key of facts) {
      const { low, high } = hashText(key);
      this.context.facts.add(low, high);
    }
  }
}

interface Read {
  readonly project: number;
  readonly reading: Reading;
  readonly frame: Frame;
  readonly shown: Shown;
}
