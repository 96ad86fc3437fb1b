import { setTimeout as sleep } from 'node:timers/promises';
import { quoteName, quoteText, Sql, sql } from '#lib/sql';
import { alterTable, type Warehouse } from '#lib/store';
import { topic, UNWRITTEN } from '#loop/access';
import { chooseProperties, type MaterializedProperty } from './choose-properties.ts';
import { BY_EVENT_COLUMNS, BY_EVENT_ORDER } from './order-by-event.ts';

/** Properties with columns of their own; each makes every insert a little slower. */
const MOST = 24;

/** How often it is looked whether the engine has written. */
const LOOK_MS = 500;

/**
 * Gives the properties that are asked about most likely typed columns, and an order by event that has them: all in one pass over
 * the table. Until that is written questions read what they read before; then the order by event of before goes.
 * What was interrupted is taken up where it stopped. Gives the properties that have columns.
 */
export async function materialize(
  warehouse: Warehouse,
  signal?: AbortSignal,
): Promise<MaterializedProperty[]> {
  const before = await materialized(warehouse);
  const has = ({ type, name }: MaterializedProperty) =>
    before.some((one) => one.type === type && one.name === name);
  const fresh = (await chooseProperties(warehouse, MOST)).filter((property) => !has(property));
  const all = [...before, ...fresh.slice(0, Math.max(0, MOST - before.length))];
  const orders = await ordersByEvent(warehouse);
  const laid = orders.find(({ query }) => hasAll(query, all))?.name;
  const order = laid ?? nextName(orders.map(({ name }) => name));
  const run = async (statements: readonly string[], touches: readonly string[] = []) => {
    for (const statement of statements) await warehouse.run(new Sql([statement], []), { touches });
  };
  if (!laid) await run(layStatements(all, order, warehouse.cluster));
  await settled(warehouse, signal);
  if (await isUnwritten(warehouse, all, order)) {
    await run(writeStatements(all, order, warehouse.cluster));
    await settled(warehouse, signal);
  }
  if (await isBegun(warehouse)) await run(finishStatements(all, warehouse.cluster), [topic.materialized]);
  for (const { name } of orders)
    if (name !== order)
      await run(onShards(`DROP PROJECTION IF EXISTS ${quoteName(name)}`, warehouse.cluster));
  return all;
}

/** Whether columns were begun that are not written yet: their values would be made from the maps for every question. */
export async function isBegun(warehouse: Warehouse): Promise<boolean> {
  const begun = await warehouse.read(sql`SELECT 1 FROM system.columns
    WHERE database = currentDatabase() AND table = 'events' AND comment = ${UNWRITTEN} LIMIT 1`);
  return begun.length > 0;
}

/** The properties that have columns, or whose columns were begun. */
async function materialized(warehouse: Warehouse): Promise<MaterializedProperty[]> {
  const found = await warehouse.read<{ column: string }>(sql`SELECT name AS column FROM system.columns
    WHERE database = currentDatabase() AND table = 'events' AND match(name, '^(text|number):') ORDER BY name`);
  return found.map(({ column }) => {
    const at = column.indexOf(':');
    return { type: column.slice(0, at) as MaterializedProperty['type'], name: column.slice(at + 1) };
  });
}

const tableOf = ({ cluster }: Warehouse) => (cluster === undefined ? 'events' : 'events_local');
const onShards = (change: string, cluster: string | undefined) =>
  alterTable('events', change, cluster).slice(0, 1);
const BY_EVENT = /^by_event(?:_(\d+))?$/;

/** The orders by event that are defined: one, and while columns are written the next. */
async function ordersByEvent(warehouse: Warehouse): Promise<{ name: string; query: string }[]> {
  const found = await warehouse.read<{ name: string; query: string }>(
    sql`SELECT name, query FROM system.projections WHERE database = currentDatabase() AND table = ${tableOf(warehouse)}`,
  );
  return found.filter(({ name }) => BY_EVENT.test(name));
}

const hasAll = (query: string, properties: readonly MaterializedProperty[]) =>
  properties.flatMap(columnsOf).every(({ name }) => query.includes(quoteName(name)));

function nextName(names: readonly string[]): string {
  return `by_event_${1 + Math.max(1, ...names.map((name) => Number(BY_EVENT.exec(name)?.[1] ?? 1)))}`;
}

/** Whether there are parts in which one of the columns, or the order by event, is not written. */
async function isUnwritten(
  warehouse: Warehouse,
  properties: readonly MaterializedProperty[],
  order: string,
): Promise<boolean> {
  const where = sql`database = currentDatabase() AND table = ${tableOf(warehouse)} AND active`;
  const names = properties.flatMap(columnsOf).map(({ name }) => name);
  const whole = sql`SELECT name FROM system.parts_columns WHERE ${where} AND column IN ${names} GROUP BY name
    HAVING uniqExact(column) = ${sql.integer(names.length)}`;
  const without = await warehouse.read(sql`SELECT 1 FROM system.parts WHERE ${where} AND rows > 0 AND (
    name NOT IN (SELECT parent_name FROM system.projection_parts WHERE ${where} AND name = ${order})
    ${names.length > 0 ? sql`OR name NOT IN (${whole})` : sql.empty}) LIMIT 1`);
  return without.length > 0;
}

/** Resolves when every server has done what the table was told to change. */
async function settled(warehouse: Warehouse, signal: AbortSignal | undefined): Promise<void> {
  const { cluster } = warehouse;
  const mutations = new Sql(
    [
      cluster === undefined
        ? 'system.mutations'
        : `clusterAllReplicas(${quoteText(cluster)}, system.mutations)`,
    ],
    [],
  );
  for (;;) {
    const [left] = await warehouse.read<{
      failed: string;
    }>(sql`SELECT latest_fail_reason AS failed FROM ${mutations}
      WHERE database = currentDatabase() AND table = ${tableOf(warehouse)} AND NOT is_done LIMIT 1`);
    if (!left) return;
    if (left.failed !== '')
      throw new Error(`the engine could not write columns of properties: ${left.failed}`);
    await sleep(LOOK_MS, undefined, signal && { signal });
  }
}

/** The columns and the order by event, where nothing is written yet: which the scope is told by a comment. */
function layStatements(
  properties: readonly MaterializedProperty[],
  order: string,
  cluster: string | undefined,
): string[] {
  const columns = properties.flatMap(columnsOf);
  const added = columns.map(
    ({ name, type, value }) =>
      `ADD COLUMN IF NOT EXISTS ${quoteName(name)} ${type} MATERIALIZED ${value} COMMENT ${quoteText(UNWRITTEN)}`,
  );
  const names = columns.map(({ name }) => `, ${quoteName(name)}`).join('');
  return [
    ...(added.length > 0 ? alterTable('events', added.join(', '), cluster) : []),
    ...onShards(
      `ADD PROJECTION IF NOT EXISTS ${quoteName(order)} (SELECT ${BY_EVENT_COLUMNS}${names} ORDER BY ${BY_EVENT_ORDER})`,
      cluster,
    ),
  ];
}

/** One pass over the table for all; not waited for, since that may take longer than any statement. */
function writeStatements(
  properties: readonly MaterializedProperty[],
  order: string,
  cluster: string | undefined,
): string[] {
  const written = properties.flatMap(columnsOf).map(({ name }) => `MATERIALIZE COLUMN ${quoteName(name)}`);
  const change = [...written, `MATERIALIZE PROJECTION ${quoteName(order)}`].join(', ');
  return onShards(`${change} SETTINGS mutations_sync = 0`, cluster);
}

function finishStatements(
  properties: readonly MaterializedProperty[],
  cluster: string | undefined,
): string[] {
  const columns = properties.flatMap(columnsOf);
  if (columns.length === 0) return [];
  const change = columns.map(({ name }) => `COMMENT COLUMN ${quoteName(name)} ''`).join(', ');
  return [...alterTable('events', change, cluster)];
}

/** What the engine is told to do for some properties, step by step. */
export function statements(
  properties: readonly MaterializedProperty[],
  cluster: string | undefined,
): string[] {
  return [
    ...layStatements(properties, 'by_event_2', cluster),
    ...writeStatements(properties, 'by_event_2', cluster),
    ...finishStatements(properties, cluster),
    ...onShards('DROP PROJECTION IF EXISTS by_event', cluster),
  ];
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

const WORDS = 'LowCardinality(Nullable(String))';

/** What a property is read as; a text also as a label, which is any value of that name as text, as breakdowns show it. */
function columnsOf({ type, name }: MaterializedProperty): Column[] {
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
