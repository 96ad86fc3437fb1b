import { type Sql, sql } from '#lib/sql';
import { type EngineSettings, removeRows, type Warehouse } from '#lib/store';
import { keyRepeats } from '../faults.ts';
import type { TablePart } from '../files/file-tables.ts';
import { rowColumns } from '../mapping/compile.ts';
import type { Import } from '../table.ts';
import { foldRows, piecesOf, type Share, shareOf } from './fold.ts';
import { gatheredName } from './gathered.ts';
import type { Size } from './persist.ts';
import { runPart } from './run-part.ts';
import { tellsOfPeople, traitsOfWritten } from './traits-of-written.ts';

/** Rows that are folded at a time. */
const SHARE_ROWS = 400_000;
/** When more of the rows than this differ from the first of their key, the column is no key of theirs. */
const MOST_CHANGED = 0.2;

const names = sql.join(rowColumns.map((name) => sql.name(name)));

/** Rows with a key on their way: rows of one key may stand anywhere in a file, so all are gathered before any is an event. */
export class Stage {
  readonly table: Sql;

  constructor(
    private readonly warehouse: Warehouse,
    readonly name: string,
  ) {
    this.table = sql.name(gatheredName('file_lines_', name));
  }

  async open(): Promise<void> {
    await this.warehouse.run(
      sql`CREATE TABLE IF NOT EXISTS ${this.table} AS file_rows ENGINE = MergeTree ORDER BY (id, line)`,
    );
  }

  async drop(): Promise<void> {
    await this.warehouse.run(sql`DROP TABLE IF EXISTS ${this.table} SYNC`);
  }

  /** Adds the rows of a part. In doubt they may be there already, wholly or partly. */
  async add(
    part: Pick<TablePart, 'from' | 'sent'>,
    rows: Sql,
    received: Date,
    { doubt, ...how }: { doubt: boolean; settings: EngineSettings; size: Size; signal?: AbortSignal },
  ): Promise<void> {
    if (doubt)
      await this.warehouse.run(
        sql`ALTER TABLE ${this.table} DELETE WHERE received = ${received} SETTINGS mutations_sync = 2`,
      );
    const statement = sql`INSERT INTO ${this.table} (${names}) SELECT ${names} FROM (${rows})`;
    await runPart(this.warehouse, part, statement, how);
  }

  async shares(): Promise<number> {
    const [row] = await this.warehouse.read<{ rows: string }>(
      sql`SELECT toString(count()) AS rows FROM ${this.table}`,
    );
    return Math.max(1, Math.ceil(Number(row?.rows ?? 0) / SHARE_ROWS));
  }

  /** Refuses a key that does not name rows, before anything is written. */
  async check({ mapping }: Pick<Import, 'mapping'>, of: number): Promise<void> {
    if ((mapping.sameKey ?? 'repeat') !== 'repeat') return;
    let [rows, changed] = [0, 0];
    for (let index = 0; index < of; index++) {
      const found = await this.repeats({ index, of });
      rows += found.rows;
      changed += found.changed;
    }
    if (changed <= rows * MOST_CHANGED) return;
    const key = mapping.columns.filter(({ role }) => role === 'key').map(({ column }) => column);
    throw keyRepeats({ column: key.join(', '), changed, rows });
  }

  private async repeats(share: Share): Promise<{ rows: number; changed: number }> {
    const [row] = await this.warehouse.read<{ rows: string; changed: string }>(
      sql`SELECT toString(sum(times)) AS rows, toString(sum(times - alike)) AS changed FROM (
        SELECT count() AS times, countIf(content = first) AS alike FROM (
          SELECT id, sipHash64(distinct_id, time, toString(texts), toString(numbers)) AS content, first_value(content) OVER (PARTITION BY id ORDER BY line) AS first
          FROM ${this.table} WHERE reason = '' AND ${shareOf(share)}) GROUP BY id)`,
    );
    return { rows: Number(row?.rows ?? 0), changed: Number(row?.changed ?? 0) };
  }

  /** A share of the rows as events, and what is not taken in. */
  folded({ mapping, project }: Pick<Import, 'mapping' | 'project'>, share: Share): Sql {
    return foldRows(this.table, mapping, project, share);
  }

  /** How many events a share tells of, whether they were there already or not. */
  async told({ mapping }: Pick<Import, 'mapping'>, share: Share): Promise<number> {
    const each = mapping.sameKey === 'lines' ? sql`uniqExact(id)` : sql`count()`;
    const [row] = await this.warehouse.read<{ told: string }>(
      sql`SELECT toString(${each}) AS told FROM ${this.table} WHERE reason = '' AND ${shareOf(share)}`,
    );
    return Number(row?.told ?? 0);
  }
}

/** Writes a share; what of it is there already stays as it is. Gives what it added. */
export async function writeShare(
  warehouse: Warehouse,
  stage: Stage,
  entry: Import,
  share: Share,
  {
    received,
    source,
    doubt,
    size,
    signal,
  }: { received: Date; source: string; doubt: boolean; size: Size; signal: AbortSignal },
): Promise<{ events: number; known: number; rejected: number }> {
  const here = sql`project = ${sql.typed('UInt32', entry.project)} AND source = ${source} AND received = ${received}`;
  if (doubt) await removeRows(warehouse, 'rejects', here);
  const others = rowColumns.filter((name) => name !== 'received');
  const pieces = piecesOf(share, size.pieces);
  for (const piece of pieces) {
    const folded = stage.folded(entry, piece);
    if (doubt && tellsOfPeople(entry))
      await warehouse.run(traitsOfWritten(folded, here), { signal, settings: size.settings });
    await warehouse.run(
      sql`INSERT INTO file_rows (${sql.join(others.map((name) => sql.name(name)))}, received)
      SELECT ${sql.join(others.map((name) => sql.name(name)))}, ${received} FROM (${folded}) WHERE reason != 'row-known'`,
      { signal, settings: size.settings },
    );
  }
  const [counted] = await warehouse.read<{ events: string; rejected: string; other: string }>(
    sql`SELECT toString((SELECT count() FROM events WHERE ${here})) AS events, toString(sum(times)) AS rejected,
      toString(sumIf(times, reason = 'row-key-changed')) AS other FROM rejects WHERE ${here}`,
  );
  const [events, rejected] = [Number(counted?.events ?? 0), Number(counted?.rejected ?? 0)];
  let told = 0;
  for (const piece of pieces) told += await stage.told(entry, piece);
  const known = told - events - Number(counted?.other ?? 0);
  return { events, known, rejected };
}
