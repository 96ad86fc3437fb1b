import { randomUUID } from 'node:crypto';
import { type Sql, sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import type { Tables } from '../files/file-tables.ts';
import { isKeyed, tellsOfEvents } from '../mapping/mapping.ts';
import { isFrequent } from '../propose/doubts.ts';
import type { Import } from '../table.ts';
import { Links } from './links.ts';
import { inSmallerSizes, type Size } from './persist.ts';
import { runPart } from './run-part.ts';
import { Stage } from './stage.ts';
import { selectOf } from './write-part.ts';

/** What an import would bring, counted to the last one on the whole file. */
export interface DryRun {
  readonly rows: number;
  readonly events: number;
  readonly people: number;
  /** Events of a key that are there already. */
  readonly known: number;
  readonly rejected: number;
  readonly reasons: readonly { readonly reason: string; readonly times: number }[];
  /** Ids in so many of the rows that they may stand for nobody. */
  readonly frequent: readonly { readonly person: string; readonly times: number }[];
  readonly first: string | null;
  readonly last: string | null;
}

interface Work {
  readonly warehouse: Warehouse;
  readonly tables: Tables;
  readonly entry: Import;
  readonly signal: AbortSignal;
  readonly partBytes?: number;
}

/** Ids that are shown as frequent. */
const SHOWN = 5;

/** Reads the whole file and writes nothing but counts, which are merged over its parts in tables that live as long. */
export function dryRun(work: Work): Promise<DryRun> {
  return inSmallerSizes((size) => countRows(work, size));
}

async function countRows(work: Work, size: Size): Promise<DryRun> {
  const { warehouse, entry } = work;
  const name = randomUUID();
  const counts = sql.name(`file_counts_${name.replaceAll('-', '')}`);
  const stage = isKeyed(entry.mapping) ? new Stage(warehouse, name) : undefined;
  const links = entry.mapping.columns.some(({ role }) => role === 'device')
    ? new Links(warehouse, name)
    : undefined;
  try {
    await warehouse.run(sql`CREATE TABLE ${counts} (reason String, person UInt64, id SimpleAggregateFunction(any, String),
      times SimpleAggregateFunction(sum, UInt64), first SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
      last SimpleAggregateFunction(max, DateTime64(3, 'UTC'))) ENGINE = AggregatingMergeTree ORDER BY (reason, person)`);
    await stage?.open();
    await links?.open();
    const read = await readParts(work, size, counts, { stage, links });
    if (stage) await countShares(work, size, counts, stage);
    return await summed(work, counts, read, links);
  } finally {
    await warehouse.run(sql`DROP TABLE IF EXISTS ${counts} SYNC`);
    await stage?.drop();
    await links?.drop();
  }
}

interface Read {
  readonly rows: number;
  readonly bad: ReadonlyMap<string, number>;
}

async function readParts(
  { warehouse, tables, entry, signal, partBytes }: Work,
  size: Size,
  counts: Sql,
  { stage, links }: { stage: Stage | undefined; links: Links | undefined },
): Promise<Read> {
  const bad = new Map<string, number>();
  let rows = 0;
  const settings = tables.settings(entry.layout);
  const asked = { columns: entry.columns.names, job: `count-${randomUUID()}`, signal, partBytes };
  for await (const part of tables.partsAhead(entry.file, entry.layout, asked)) {
    rows += part.rows;
    for (const { reason } of part.bad) bad.set(reason, (bad.get(reason) ?? 0) + 1);
    const select = selectOf(entry, part.from, entry.started, false);
    if (links) await links.add(entry, part, { settings, size, signal });
    if (stage) await stage.add(part, select, entry.started, { doubt: false, settings, size, signal });
    else
      await runPart(warehouse, part, sql`INSERT INTO ${counts} ${counted(select)}`, {
        settings,
        size,
        signal,
      });
  }
  return { rows, bad };
}

async function countShares(
  { warehouse, entry, signal }: Work,
  { pieces, settings }: Size,
  counts: Sql,
  stage: Stage,
): Promise<void> {
  const of = (await stage.shares()) * pieces;
  for (let index = 0; index < of; index++) {
    const folded = stage.folded(entry, { index, of });
    await warehouse.run(sql`INSERT INTO ${counts} ${counted(folded)}`, { signal, settings });
  }
}

function counted(rows: Sql): Sql {
  return sql`SELECT toString(reason) AS reason, if(reason IN ('', 'row-known'), sipHash64(distinct_id), 0) AS person, any(distinct_id) AS id,
    count() AS times, min(rows.time) AS first, max(rows.time) AS last FROM (${rows}) AS rows GROUP BY reason, person`;
}

interface Counted {
  reason: string;
  times: string;
  first: string;
  last: string;
}

async function summed(
  { warehouse, entry: { mapping } }: Work,
  counts: Sql,
  { rows, bad }: Read,
  links: Links | undefined,
): Promise<DryRun> {
  const found = await warehouse.read<Counted>(
    sql`SELECT reason, toString(sum(times)) AS times, min(counts.first) AS first, max(counts.last) AS last FROM ${counts} AS counts GROUP BY reason`,
  );
  const times = (code: string) => Number(found.find(({ reason }) => reason === code)?.times ?? 0);
  const good = found.filter(({ reason }) => reason === '' || reason === 'row-known');
  const reasons = [
    ...found
      .filter((row) => !good.includes(row))
      .map(({ reason, times }) => ({ reason, times: Number(times) })),
    ...[...bad].map(([reason, times]) => ({ reason, times })),
  ].sort((a, b) => b.times - a.times);
  const events = tellsOfEvents(mapping);
  const here = sql`reason IN ('', 'row-known')`;
  // an id comes up in more than one part and reason: merged in the order of the table, this takes no memory
  const [people] = await warehouse.read<{ people: string }>(
    sql`SELECT toString(count()) AS people FROM (SELECT person FROM ${counts} WHERE ${here}
      ${links ? sql`AND id NOT IN (${links.joinedDevices()})` : sql``} GROUP BY person)`,
  );
  const count = Number(people?.people ?? 0);
  const kept = times('') + times('row-known');
  const often = await warehouse.read<{ person: string; times: string }>(
    sql`SELECT any(id) AS person, toString(sum(counts.times)) AS times FROM ${counts} AS counts WHERE ${here}
      GROUP BY counts.person ORDER BY sum(counts.times) DESC LIMIT ${sql.integer(SHOWN)}`,
  );
  return {
    rows,
    events: events ? times('') : 0,
    people: count,
    known: times('row-known'),
    rejected: reasons.reduce((sum, { times }) => sum + times, 0),
    reasons,
    frequent: often
      .map(({ person, times }) => ({ person, times: Number(times) }))
      .filter(({ times }) => events && isFrequent(times, kept, count)),
    first: events ? earliest(good.map(({ first }) => first)) : null,
    last: events
      ? (good
          .map(({ last }) => last)
          .sort()
          .at(-1) ?? null)
      : null,
  };
}

const earliest = (moments: readonly string[]) => [...moments].sort()[0] ?? null;
