import type { InsertOptions, Warehouse } from '#lib/store';
import { MAX_RAW } from '../receive/event.ts';
import { laneColumns } from '../receive/line.ts';
import { isRefusal } from './engine-error.ts';
import { streamOf } from './stream-of.ts';

const NEWLINE = 10;

/**
 * Writes rows of which the engine refused at least one: halves them until the bad ones stand alone, and keeps those as rejects,
 * so that one bad row never holds up all that comes after it.
 */
export async function refuse(
  warehouse: Warehouse,
  table: string,
  body: Buffer,
  options: InsertOptions,
  now: number,
): Promise<void> {
  const middle = body.indexOf(NEWLINE, body.length >> 1) + 1 || body.indexOf(NEWLINE) + 1;
  if (middle <= 0 || middle >= body.length) {
    const first = body.indexOf(NEWLINE) + 1;
    if (first <= 0 || first >= body.length) return keep(warehouse, table, body, now);
    return halves(warehouse, table, [body.subarray(0, first), body.subarray(first)], options, now);
  }
  return halves(warehouse, table, [body.subarray(0, middle), body.subarray(middle)], options, now);
}

async function halves(
  warehouse: Warehouse,
  table: string,
  parts: readonly Buffer[],
  options: InsertOptions,
  now: number,
): Promise<void> {
  for (const [i, part] of parts.entries()) {
    const own = options.token === undefined ? options : { ...options, token: `${options.token}/${i}` };
    try {
      await warehouse.insert(table, streamOf([part]), own);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await refuse(warehouse, table, part, own, now);
    }
  }
}

async function keep(warehouse: Warehouse, table: string, line: Buffer, now: number): Promise<void> {
  if (table === 'rejects') return;
  const project = projectOf(line.toString('utf8'));
  const row = [project, now, 'http', 0, 'engine-refused', 1, line.toString('utf8').slice(0, MAX_RAW)];
  await warehouse.insert('rejects', Buffer.from(JSON.stringify(row)), {
    format: 'JSONCompactEachRow',
    columns: laneColumns.rejects,
  });
}

/** A line begins with its project. */
function projectOf(line: string): number {
  return Number(line.slice(1, line.indexOf(','))) || 0;
}
