import type { Warehouse } from '#lib/store';
import { MAX_RAW } from '../receive/event.ts';
import { laneColumns } from '../receive/line.ts';
import { isRefusal } from './engine-error.ts';
import { blockOf, type KeptEvent } from './events-in-doubt.ts';
import { eventColumns, nativeBlock } from './native-block.ts';
import { streamOf } from './stream-of.ts';

/**
 * Writes events of which the engine refused at least one: halves them until the bad ones stand alone, and keeps those as rejects,
 * so that one bad event never holds up all that comes after it. Gives the ids of those that were refused.
 */
export async function refuseEvents(
  warehouse: Warehouse,
  events: readonly KeptEvent[],
  token: string,
  reason: unknown,
): Promise<string[]> {
  // an engine that refuses even a block without rows means the table, and the events wait until that is mended
  await insertBlock(warehouse, nativeBlock([]), `${token}:none`).catch(() => {
    throw reason;
  });
  return halve(warehouse, events, token);
}

async function halve(warehouse: Warehouse, events: readonly KeptEvent[], token: string): Promise<string[]> {
  if (events.length === 1) return [await keep(warehouse, events[0]!, token)];
  const middle = events.length >> 1;
  const refused: string[] = [];
  for (const [i, half] of [events.slice(0, middle), events.slice(middle)].entries()) {
    const own = `${token}/${i}`;
    try {
      await insertBlock(warehouse, blockOf(half), own);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.push(...(await halve(warehouse, half, own)));
    }
  }
  return refused;
}

function insertBlock(warehouse: Warehouse, block: Buffer, token: string): Promise<void> {
  return warehouse.insert('events', streamOf([block]), { format: 'Native', columns: eventColumns, token });
}

async function keep(
  warehouse: Warehouse,
  { key, event, name, source }: KeptEvent,
  token: string,
): Promise<string> {
  const raw = JSON.stringify({
    event: name,
    id: event.distinctId,
    timestamp: new Date(event.time).toISOString(),
    properties: event.properties.plain(),
  });
  const row = [event.project, event.received, source, 0, 'engine-refused', 1, raw.slice(0, MAX_RAW)];
  await warehouse.insert('rejects', Buffer.from(JSON.stringify(row)), {
    format: 'JSONCompactEachRow',
    columns: laneColumns.rejects,
    // the same however the halves were cut, so that a second attempt keeps it once
    token: `${token.split(':')[0]}:refused:${key}`,
  });
  return key;
}
