import { type Sql, sql } from '#lib/sql';
import { type EngineSettings, removeRows, type Warehouse } from '#lib/store';
import { laneColumns } from '../../receive/line.ts';
import type { TablePart } from '../files/file-tables.ts';
import { type Compiled, compileRows, rowColumns } from '../mapping/compile.ts';
import { tellsOfEvents } from '../mapping/mapping.ts';
import type { Import } from '../table.ts';
import type { Size } from './persist.ts';
import { runPart } from './run-part.ts';
import type { Stage } from './stage.ts';
import { tellsOfPeople, traitsOfWritten } from './traits-of-written.ts';

/** Rejects of one import that keep their text; of the rest line and reason are kept. */
const KEPT_TEXTS = 10_000;
const MILLISECOND = 1;

/** When the rows of a part are said to have been received: it is what tells them from those of other parts. */
export function receivedOf({ started }: Import, index: number): Date {
  return new Date(started.getTime() + index * MILLISECOND);
}

export const sourceOf = ({ id }: Pick<Import, 'id'>) => `file:${id}`;

/** What is the same for all parts of an import. */
export function selectOf(entry: Import, from: Sql, received: Date, raw: boolean): Sql {
  return compileRows(from, entry.mapping, compiledOf(entry, received, raw));
}

export function compiledOf(entry: Import, received: Date, raw: boolean): Compiled {
  return {
    project: entry.project,
    columns: entry.columns.names,
    key: `${entry.fingerprint}/${entry.mappingHash}`,
    source: sourceOf(entry),
    received,
    plain: new Set(entry.columns.plain),
    members: entry.layout.format === 'jsonl',
    raw,
    now: entry.started,
  };
}

/** Gathers the rows of a part that have a key; what is no row whatever its columns mean is told at once. */
export async function stagePart(
  warehouse: Warehouse,
  stage: Stage,
  entry: Import,
  part: TablePart,
  { doubt, settings, size, signal }: Writing,
): Promise<{ rejected: number }> {
  const received = receivedOf(entry, part.index);
  if (doubt) await removeRows(warehouse, 'rejects', ofPart(entry, received));
  const rows = selectOf(entry, part.from, received, true);
  await stage.add(part, rows, received, { doubt, settings, size, signal });
  await writeBad(warehouse, entry, part, received);
  return { rejected: part.bad.length };
}

interface Writing {
  readonly doubt: boolean;
  readonly settings: EngineSettings;
  readonly size: Size;
  readonly signal: AbortSignal;
}

/** Writes one part into the engine. In doubt, it may be there already, wholly or partly: then only what is missing is written. */
export async function writePart(
  warehouse: Warehouse,
  entry: Import,
  part: TablePart,
  { doubt, settings, size, signal }: Writing,
): Promise<{ rejected: number; events: number }> {
  const received = receivedOf(entry, part.index);
  const here = ofPart(entry, received);
  if (doubt) await removeRows(warehouse, 'rejects', here);
  const rows = selectOf(entry, part.from, received, entry.rejected < KEPT_TEXTS);
  // of one row the engine may have written the event and not what it tells of the person
  if (doubt && tellsOfPeople(entry))
    await runPart(warehouse, part, traitsOfWritten(rows, here), { signal, settings, size });
  const missing = doubt ? sql` WHERE id NOT IN (SELECT id FROM events WHERE ${here})` : sql``;
  const names = sql.join(rowColumns.map((name) => sql.name(name)));
  const statement = sql`INSERT INTO file_rows (${names}) SELECT ${names} FROM (${rows})${missing}`;
  await runPart(warehouse, part, statement, { signal, settings, size });
  await writeBad(warehouse, entry, part, received);
  const [counted] = await warehouse.read<{ rejected: string }>(
    sql`SELECT toString(sum(times)) AS rejected FROM rejects WHERE ${here}`,
  );
  const rejected = Number(counted?.rejected ?? 0);
  return { rejected, events: tellsOfEvents(entry.mapping) ? part.rows - rejected : 0 };
}

function ofPart(entry: Import, received: Date): Sql {
  return sql`project = ${sql.typed('UInt32', entry.project)} AND source = ${sourceOf(entry)} AND received = ${received}`;
}

async function writeBad(
  warehouse: Warehouse,
  entry: Import,
  { bad }: TablePart,
  received: Date,
): Promise<void> {
  if (bad.length === 0) return;
  const kept = Math.max(0, KEPT_TEXTS - entry.rejected);
  const lines = bad.map(({ line, reason, raw }, at) =>
    JSON.stringify([
      entry.project,
      received.getTime(),
      sourceOf(entry),
      line,
      reason,
      1,
      at < kept ? raw : '',
    ]),
  );
  await warehouse.insert('rejects', Buffer.from(lines.join('\n')), {
    format: 'JSONCompactEachRow',
    columns: laneColumns.rejects,
  });
}
