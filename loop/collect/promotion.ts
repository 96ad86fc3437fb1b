import { quoteName, quoteText, Sql, sql } from '#lib/sql';
import { alterTable, type Columns } from '#lib/store';
import { BY_EVENT_COLUMNS, BY_EVENT_ORDER } from './migrations.ts';
import { deserving, type Promoted } from './promotion-worth.ts';

/** Properties with columns of their own; each makes every insert a little slower. */
const MOST = 24;

/**
 * Gives the properties that are asked about most likely typed columns, and writes the order by event anew with them:
 * all in one pass over the table, which is work for the night. Answers are the same before, after and in between.
 * What was interrupted is taken up where it stopped. Gives the properties that have columns.
 */
export async function promote(columns: Columns): Promise<Promoted[]> {
  const before = await promoted(columns);
  const has = ({ type, name }: Promoted) => before.some((one) => one.type === type && one.name === name);
  const fresh = (await deserving(columns, MOST)).filter((property) => !has(property));
  const all = [...before, ...fresh.slice(0, Math.max(0, MOST - before.length))];
  const steps = statements(all, columns.cluster);
  const laid = await isLaid(columns, all);
  const todo = laid && (await isWritten(columns)) ? [] : steps.slice(laid ? -1 : 0);
  for (const statement of todo) await columns.run(new Sql([statement], []));
  return all;
}

/** The properties that have columns, or whose columns were begun. */
async function promoted(columns: Columns): Promise<Promoted[]> {
  const found = await columns.read<{ column: string }>(sql`SELECT name AS column FROM system.columns
    WHERE database = currentDatabase() AND table = 'events' AND match(name, '^(text|number):') ORDER BY name`);
  return found.map(({ column }) => {
    const at = column.indexOf(':');
    return { type: column.slice(0, at) as Promoted['type'], name: column.slice(at + 1) };
  });
}

const tableOf = ({ cluster }: Columns) => (cluster === undefined ? 'events' : 'events_local');

/** Whether the order by event is defined with all columns; some of it may still have to be written. */
async function isLaid(columns: Columns, properties: readonly Promoted[]): Promise<boolean> {
  const [projection] = await columns.read<{ query: string }>(sql`SELECT query FROM system.projections
    WHERE database = currentDatabase() AND table = ${tableOf(columns)} AND name = 'by_event'`);
  return properties
    .flatMap(columnsOf)
    .every(({ name }) => projection?.query.includes(quoteName(name)) ?? false);
}

async function isWritten(columns: Columns): Promise<boolean> {
  const where = sql`database = currentDatabase() AND table = ${tableOf(columns)} AND active`;
  const without = await columns.read(sql`SELECT 1 FROM system.parts WHERE ${where} AND name NOT IN (
    SELECT parent_name FROM system.projection_parts WHERE ${where} AND name = 'by_event') LIMIT 1`);
  return without.length === 0;
}

/**
 * The columns first, since the scope reads them as soon as they are there: until they are written the engine makes
 * their values from the maps. Each statement may be repeated; the last writes only where nothing is written.
 */
export function statements(properties: readonly Promoted[], cluster: string | undefined): string[] {
  const columns = properties.flatMap(columnsOf);
  const onShards = (change: string) => alterTable('events', change, cluster).slice(0, 1);
  if (columns.length === 0) return onShards('MATERIALIZE PROJECTION by_event');
  const list = (part: (column: Column) => string) => columns.map(part).join(', ');
  const names = list(({ name }) => quoteName(name));
  return [
    ...alterTable(
      'events',
      list(
        ({ name, type, value }) =>
          `ADD COLUMN IF NOT EXISTS ${quoteName(name)} ${type} MATERIALIZED ${value}`,
      ),
      cluster,
    ),
    ...onShards(list(({ name }) => `MATERIALIZE COLUMN ${quoteName(name)}`)),
    ...onShards('DROP PROJECTION IF EXISTS by_event'),
    ...onShards(
      `ADD PROJECTION IF NOT EXISTS by_event (SELECT ${BY_EVENT_COLUMNS}, ${names} ORDER BY ${BY_EVENT_ORDER})`,
    ),
    ...onShards('MATERIALIZE PROJECTION by_event'),
  ];
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

const WORDS = 'LowCardinality(Nullable(String))';

/** What a property is read as; a text also as a label, which is any value of that name as text, as breakdowns show it. */
function columnsOf({ type, name }: Promoted): Column[] {
  const key = quoteText(name);
  const within = (map: string, value: string, otherwise = 'NULL') =>
    `if(mapContains(${map}, ${key}), ${value}, ${otherwise})`;
  const time = within('times', `toString(times[${key}])`);
  const label = within('texts', `texts[${key}]`, within('numbers', `toString(numbers[${key}])`, time));
  if (type === 'number')
    return [
      { name: `number:${name}`, type: 'Nullable(Float64)', value: within('numbers', `numbers[${key}]`) },
    ];
  return [
    { name: `text:${name}`, type: WORDS, value: within('texts', `texts[${key}]`) },
    { name: `label:${name}`, type: WORDS, value: label },
  ];
}
