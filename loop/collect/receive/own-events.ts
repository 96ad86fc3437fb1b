import { setTimeout as wait } from 'node:timers/promises';
import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import { OWN_SOURCE } from '#loop/condition';
import type { Backlog } from './intake.ts';
import type { JsonObject } from './properties.ts';
import type { Arriving, Receipt } from './receiver.ts';
import { decimal, hashHalves } from './sip-hash.ts';

/** An event that the product itself writes. */
export interface OwnEvent {
  /** By which it is written once, however often it is given. */
  readonly messageId: string;
  /** An id of the person whom it is about. */
  readonly person: string;
  readonly event: string;
  readonly time: Date;
  readonly properties: JsonObject;
}

interface Intake {
  receive(arriving: Arriving): Promise<Receipt>;
  backlog(): Backlog;
}

/** So many are written at once. */
const BATCH = 2000;
/** Segments of the journal that may wait for the engine before more is written. */
const MOST_WAITING = 8;

/**
 * Writes events of the product's own on the way of all others: validated, through the journal, seen in the live view. What the
 * engine holds already is left out, also after the ids that were received last are forgotten.
 */
export async function writeOwn(
  intake: Intake,
  warehouse: Warehouse,
  what: string,
  project: number,
  events: readonly OwnEvent[],
): Promise<Omit<Receipt, 'duplicates'>> {
  const source = `${OWN_SOURCE}${what}`;
  const sum = { accepted: 0, rejects: [] as Receipt['rejects'][number][] };
  for (let at = 0; at < events.length; at += BATCH) {
    while (intake.backlog().segments > MOST_WAITING && intake.backlog().trouble === undefined) await wait(50);
    const batch = events.slice(at, at + BATCH);
    const known = await knownOf(warehouse, source, project, batch);
    const fresh = batch.filter(({ messageId }) => !known.has(keyOf(project, messageId)));
    const messages = fresh.map(({ messageId, person, event, time, properties }) => ({
      type: 'track',
      messageId,
      // an id of a device says nothing of who is who, so that nobody becomes somebody else by it
      anonymousId: person,
      event,
      timestamp: time.toISOString(),
      properties,
    }));
    const { accepted, rejects } = await intake.receive({ project, source, messages });
    sum.accepted += accepted;
    sum.rejects.push(...rejects);
  }
  return sum;
}

function keyOf(project: number, messageId: string): string {
  return decimal(hashHalves(project, messageId));
}

/** The ids of those events that the engine holds. */
async function knownOf(
  warehouse: Warehouse,
  source: string,
  project: number,
  events: readonly OwnEvent[],
): Promise<Set<string>> {
  const times = events.map(({ time }) => time.getTime());
  const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  const ids = sql.typed(
    'Array(UInt64)',
    events.map(({ messageId }) => BigInt(keyOf(project, messageId))),
  );
  const rows = await warehouse.read<{ id: string }>(
    sql`SELECT toString(id) AS id FROM events WHERE project = ${sql.typed('UInt32', project)}
      AND event IN ${[...new Set(events.map(({ event }) => event))]} AND time >= ${first} AND time <= ${last}
      AND source = ${source} AND id IN (SELECT arrayJoin(${ids}))`,
  );
  return new Set(rows.map(({ id }) => id));
}
