import { type Fact, factLine } from '../identity/fact.ts';
import type { EventPacker } from '../journal/event-pack.ts';
import type { Frame } from '../journal/frame.ts';
import type { Arrival, Event } from './event.ts';
import { Reject } from './event.ts';
import { emptyDraft, writeLines } from './line.ts';
import type { Json } from './properties.ts';
import type { Reason } from './reason.ts';
import type { RecentIds } from './recent-ids.ts';
import type { RejectKeeper } from './reject-keeper.ts';
import { type Halves, hashText } from './sip-hash.ts';
import type { Skimmer } from './skim/skimmer.ts';
import { validate } from './validate.ts';
import { parseExactBytes } from './values/exact-json.ts';

/** What all requests share while they are read. */
export interface ReadingContext {
  readonly ids: RecentIds;
  /** Facts of who is who that the journal or the store holds already. */
  readonly facts: RecentIds;
  readonly packer: EventPacker;
  readonly rejectKeeper: RejectKeeper;
}

/** Reads the messages of one request, one after the other, and gathers what is to be kept of them. */
export class Reading {
  readonly accepted: Halves[] = [];
  readonly rejects: { index: number; reason: Reason; reject: Reject }[] = [];
  /** By which facts of this request will be known. */
  readonly facts = new Set<string>();
  duplicates = 0;
  private readonly draft = emptyDraft();
  private readonly source: string;

  constructor(
    private readonly context: ReadingContext,
    private readonly arrival: Arrival,
  ) {
    this.source = arrival.source ?? 'http';
  }

  /** Any message; gives what it was read as. */
  take(message: Json, index: number): Event | Reject {
    const result = validate(message, this.arrival);
    if (result instanceof Reject) this.rejects.push({ index, reason: result.reason, reject: result });
    else if (this.isNew(result.id)) {
      if (result.name !== undefined) this.context.packer.add(result, result.name, this.source);
      writeLines(this.draft, result);
      this.writeFacts(result);
    }
    return result;
  }

  /** Messages on the tape of a skimmer. */
  takeTape(skimmer: Skimmer, places: readonly number[]): void {
    skimmer.names.makeRoom();
    for (let index = 0; index < places.length; index++) {
      const place = places[index]!;
      if (skimmer.read(place, this.arrival)) this.takeSkimmed(skimmer);
      else this.take(parseExactBytes(skimmer.tape.json(place)), index);
    }
  }

  /** The frame for the journal; to be called once, before anything else is read. */
  frame(): Frame {
    const { project, received } = this.arrival;
    const rejected = this.rejects.map(({ reject }) => reject);
    if (rejected.length > 0)
      this.context.rejectKeeper.write(this.draft, project, received, this.source, rejected);
    return { ...this.draft, events: this.context.packer };
  }

  private takeSkimmed(skimmer: Skimmer): void {
    if (!this.isNew(skimmer.id)) return;
    const { project } = this.arrival;
    this.context.packer.addSkimmed(skimmer, this.arrival, this.source);
    if (skimmer.user < 0) return;
    const { low, high } = skimmer.linkHash(project);
    if (this.context.facts.has(low, high)) return;
    this.writeFacts({
      project,
      time: skimmer.time,
      userId: skimmer.textAt(skimmer.user),
      anonymousId: skimmer.textAt(skimmer.anonymous),
    });
  }

  private isNew(id: Halves): boolean {
    if (this.context.ids.add(id.low, id.high)) {
      this.accepted.push(id);
      return true;
    }
    this.duplicates++;
    return false;
  }

  /** Writes what is new of who is who, and adds the key by which it will be known. */
  private writeFacts(event: Identified): void {
    const { userId, previousId, project, time } = event;
    if (userId === undefined) return;
    const known = linkKey(event);
    const { low, high } = hashText(known);
    if (!this.facts.has(known) && !this.context.facts.has(low, high)) {
      this.facts.add(known);
      this.draft.links += factLine(linkOf(event, userId));
    }
    if (previousId !== undefined) this.draft.links += factLine(['alias', project, previousId, userId, time]);
  }
}

type Identified = Pick<Event, 'project' | 'time' | 'userId' | 'anonymousId' | 'previousId'>;

/** A break within an id is doubled, so that no two pairs of ids have one key. */
function linkKey({ project, userId = '', anonymousId = '' }: Identified): string {
  return `${project}\n${userId.replaceAll('\n', '\n\n')}\n${anonymousId.replaceAll('\n', '\n\n')}`;
}

function linkOf({ project, anonymousId, time }: Identified, userId: string): Fact {
  return anonymousId === undefined || anonymousId === userId
    ? ['known', project, userId]
    : ['link', project, anonymousId, userId, time];
}
