import { Readable } from 'node:stream';
import { Sql, sql } from '#lib/sql';
import { INSTALLATION_TABLE } from '../folder/installation.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** A table of the column store as a backup describes it. */
export interface WarehouseTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** How to create it where the migrations do not. */
  readonly create: string;
}

/** A view; it holds no rows of its own. */
export interface WarehouseView {
  readonly name: string;
  readonly create: string;
}

export interface WarehouseShape {
  readonly tables: readonly WarehouseTable[];
  readonly views: readonly WarehouseView[];
}

type Listed = { name: string; engine: string; create: string };

/** What the column store consists of. On a cluster the distributed tables stand for their local parts. */
export async function warehouseShape(warehouse: Warehouse): Promise<WarehouseShape> {
  const listed = await warehouse.read<Listed>(sql`SELECT name, engine,
    replaceOne(create_table_query, concat(' ', database, '.'), ' ') AS create
    FROM system.tables WHERE database = currentDatabase() AND NOT is_temporary AND engine != 'Dictionary' AND name NOT LIKE '.inner%' AND name != ${INSTALLATION_TABLE} ORDER BY name`);
  const fields = await warehouse.read<{
    table: string;
    names: string[];
  }>(sql`SELECT table, groupArray(name) AS names
    FROM (SELECT table, name FROM system.columns WHERE database = currentDatabase()
      AND default_kind NOT IN ('MATERIALIZED', 'ALIAS', 'EPHEMERAL') ORDER BY table, position) GROUP BY table`);
  const names = new Map(fields.map((field) => [field.table, field.names]));
  const distributed = new Set(
    listed.filter((table) => table.engine === 'Distributed').map((table) => table.name),
  );
  const isPart = (name: string) =>
    name.endsWith('_local') && distributed.has(name.slice(0, -'_local'.length));
  return {
    tables: listed
      .filter(({ name, engine }) => !engine.endsWith('View') && !isPart(name))
      .map(({ name, create }) => ({ name, create, columns: names.get(name) ?? [] })),
    views: listed
      .filter(({ engine }) => engine.endsWith('View'))
      .map(({ name, create }) => ({ name, create })),
  };
}

/** How many rows a table has at this moment. */
export async function countTable(warehouse: Warehouse, { name }: WarehouseTable): Promise<number> {
  const [counted] = await warehouse.read<{ n: string }>(sql`SELECT count() AS n FROM ${sql.name(name)}`);
  return Number(counted?.n ?? 0);
}

/** The rows of a table as they are at this moment. */
export function readTable(warehouse: Warehouse, table: WarehouseTable): Promise<Readable> {
  const names = sql.join(table.columns.map((name) => sql.name(name)));
  return warehouse.bytes(sql`SELECT ${names} FROM ${sql.name(table.name)}`, 'Native');
}

/** Rows of `readTable` into a table of the same name. */
export function fillTable(
  warehouse: Warehouse,
  table: WarehouseTable,
  pieces: AsyncIterable<Buffer>,
): Promise<void> {
  return warehouse.insert(table.name, Readable.from(pieces, { objectMode: false }), {
    format: 'Native',
    columns: table.columns,
  });
}

/** Runs `work` while the views that would react to inserts are taken off their tables. */
export async function withoutViews(warehouse: Warehouse, work: () => Promise<void>): Promise<void> {
  const on = warehouse.cluster === undefined ? sql.empty : sql` ON CLUSTER ${sql.name(warehouse.cluster)}`;
  const views = await warehouse.read<{ name: string }>(
    sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND engine = 'MaterializedView'`,
  );
  for (const { name } of views) await warehouse.run(sql`DETACH TABLE ${sql.name(name)}${on}`);
  try {
    await work();
  } finally {
    for (const { name } of views) await warehouse.run(sql`ATTACH TABLE ${sql.name(name)}${on}`);
  }
}

/** Creates what the migrations did not: tables made while the product ran, such as datasets. */
export async function createMissing(
  warehouse: Warehouse,
  parts: readonly (WarehouseTable | WarehouseView)[],
): Promise<void> {
  const { tables, views } = await warehouseShape(warehouse);
  const present = new Set([...tables, ...views].map(({ name }) => name));
  for (const { name, create } of parts) if (!present.has(name)) await warehouse.run(new Sql([create], []));
}
