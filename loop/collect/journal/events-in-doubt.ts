import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import { OWN_SOURCE } from '#loop/condition';
import { Properties } from '../receive/properties.ts';
import { decimal } from '../receive/sip-hash.ts';
import { ByteReader } from './bytes.ts';
import { EventPacker, type EventRow, type Pack, type Part, parts, readPacks } from './event-pack.ts';
import { nativeBlock } from './native-block.ts';

/** An event as it lies in the journal. */
export interface KeptEvent {
  /** Its id in decimal digits. */
  readonly key: string;
  readonly event: EventRow;
  readonly name: string;
  readonly source: string;
}

/** The events of one segment by id, to find which of them the engine holds already. */
export class EventsInDoubt {
  private readonly kept = new Map<string, KeptEvent>();

  private readonly given: number;

  constructor(packs: readonly Pack[]) {
    for (const row of rowsOf(packs)) this.kept.set(row.key, row);
    this.given = this.kept.size;
  }

  /** Whether all are left. */
  get whole(): boolean {
    return this.size === this.given;
  }

  get size(): number {
    return this.kept.size;
  }

  /** What is left. */
  get rows(): KeptEvent[] {
    return [...this.kept.values()];
  }

  /** Leaves out what the engine refused. */
  forget(keys: readonly string[]): void {
    for (const key of keys) this.kept.delete(key);
  }

  /** Leaves out what the engine holds. */
  async removeKnown(warehouse: Warehouse): Promise<void> {
    let [first, last] = [Number.POSITIVE_INFINITY, 0];
    for (const { event } of this.kept.values()) {
      first = Math.min(first, event.received);
      last = Math.max(last, event.received);
    }
    const statement = sql`SELECT id FROM events
      WHERE received >= ${new Date(first)} AND received <= ${new Date(last)} AND (source = 'http' OR startsWith(source, ${OWN_SOURCE}))`;
    for await (const { id } of warehouse.each<{ id: string }>(statement)) this.kept.delete(id);
  }
}

/** Events as a block for the engine. */
export function blockOf(events: readonly KeptEvent[]): Buffer {
  const packer = new EventPacker();
  for (const { event, name, source } of events) packer.add(event, name, source);
  return nativeBlock(readPacks([packer.take()]));
}

/** The rows of some packs, one after the other. */
export function* rowsOf(packs: readonly Pack[]): Iterable<KeptEvent> {
  for (const pack of packs) yield* rowsOfPack(pack);
}

function* rowsOfPack(pack: Pack): Iterable<KeptEvent> {
  const from = Object.fromEntries(parts.map((part) => [part, new ByteReader(pack[part])])) as Record<
    Part,
    ByteReader
  >;
  for (let row = 0; row < pack.rows; row++) {
    const properties = new Properties();
    const event = {
      id: { low: from.id.uint32(), high: from.id.uint32() },
      received: from.received.integer(),
      project: from.project.uint32(),
      time: from.time.integer(),
      distinctId: from.distinct_id.text(),
      properties,
    };
    for (let left = from.texts.uint32(); left > 0; left--)
      properties.texts.set(from['texts.names'].text(), from['texts.values'].text());
    for (let left = from.numbers.uint32(); left > 0; left--)
      properties.numbers.set(from['numbers.names'].text(), from['numbers.values'].double());
    for (let left = from.times.uint32(); left > 0; left--)
      properties.times.set(from['times.names'].text(), from['times.values'].integer());
    yield { key: decimal(event.id), event, name: from.event.text(), source: from.source.text() };
  }
}
