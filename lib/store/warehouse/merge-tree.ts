import { quoteName } from '#lib/sql';

/** One table of the column store, for one server and for a cluster. */
export interface TableShape {
  readonly name: string;
  /** The lines between the brackets: columns, indexes, projections. */
  readonly columns: readonly string[];
  /** `MergeTree` when absent; with its arguments, as `ReplacingMergeTree(version)`. */
  readonly engine?: `${string}MergeTree` | `${string}MergeTree(${string})`;
  readonly orderBy: string;
  /** The beginning of `orderBy` that is kept in memory; all of it when absent. */
  readonly primaryKey?: string;
  readonly partitionBy?: string;
  readonly ttl?: string;
  readonly settings?: Readonly<Record<string, string | number>>;
  /** What decides the shard on a cluster; all rows of a person have the same. */
  readonly shardBy: string;
}

/** How many recent inserts a table remembers, to write a repeated token once. */
const INSERTS_REMEMBERED = 1000;

/**
 * The statements that create a table of the MergeTree family: a plain one on a server; on a cluster
 * a replicated `<name>_local` on every shard and a `Distributed` table over them under the plain name.
 */
export function mergeTree(shape: TableShape, cluster: string | undefined): readonly string[] {
  if (cluster === undefined) return [create(shape, quoteName(shape.name), '', engineOf(shape))];
  const on = ` ON CLUSTER ${quoteName(cluster)}`;
  const local = `${shape.name}_local`;
  return [
    create(shape, quoteName(local), on, replicated(engineOf(shape), placeOf(local))),
    `CREATE TABLE IF NOT EXISTS ${quoteName(shape.name)}${on} AS ${quoteName(local)}
ENGINE = Distributed('${cluster}', currentDatabase(), '${local}', ${shape.shardBy})`,
  ];
}

/** The statements that create a table which every server of a cluster keeps whole, so that each can look things up in its own copy. */
export function everywhere(
  shape: Omit<TableShape, 'shardBy'>,
  cluster: string | undefined,
): readonly string[] {
  if (cluster === undefined) return [create(shape, quoteName(shape.name), '', engineOf(shape))];
  const place = `'/clickhouse/tables/{database}/everywhere/linger/${shape.name}', '{shard}-{replica}'`;
  return [
    create(
      shape,
      quoteName(shape.name),
      ` ON CLUSTER ${quoteName(cluster)}`,
      replicated(engineOf(shape), place),
    ),
  ];
}

/** A materialised view that fills one table from another, on each shard from its own rows. */
export function materializedView(
  { name, to, from, select }: { name: string; to: string; from: string; select: (from: string) => string },
  cluster: string | undefined,
): readonly string[] {
  const [on, suffix] = cluster === undefined ? ['', ''] : [` ON CLUSTER ${quoteName(cluster)}`, '_local'];
  return [
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${quoteName(name)}${on} TO ${quoteName(to + suffix)} AS ${select(quoteName(from + suffix))}`,
  ];
}

/** Repeats a change for the tables of a cluster: the local one first, then the distributed one over it. */
export function alterTable(name: string, change: string, cluster: string | undefined): readonly string[] {
  if (cluster === undefined) return [`ALTER TABLE ${quoteName(name)} ${change}`];
  return [`${name}_local`, name].map(
    (table) => `ALTER TABLE ${quoteName(table)} ON CLUSTER ${quoteName(cluster)} ${change}`,
  );
}

function create(shape: Omit<TableShape, 'shardBy'>, name: string, on: string, engine: string): string {
  const settings = Object.entries({
    ...(on
      ? { replicated_deduplication_window: INSERTS_REMEMBERED }
      : { non_replicated_deduplication_window: INSERTS_REMEMBERED }),
    ...shape.settings,
  });
  return [
    `CREATE TABLE IF NOT EXISTS ${name}${on} (`,
    shape.columns.map((line) => `  ${line}`).join(',\n'),
    `) ENGINE = ${engine}`,
    ...(shape.partitionBy ? [`PARTITION BY ${shape.partitionBy}`] : []),
    ...(shape.primaryKey ? [`PRIMARY KEY ${shape.primaryKey}`] : []),
    `ORDER BY ${shape.orderBy}`,
    ...(shape.ttl ? [`TTL ${shape.ttl}`] : []),
    `SETTINGS ${settings.map(([key, value]) => `${key} = ${typeof value === 'string' ? `'${value}'` : value}`).join(', ')}`,
  ].join('\n');
}

function engineOf(shape: Pick<TableShape, 'engine'>): string {
  return shape.engine ?? 'MergeTree';
}

/** `{uuid}`-free paths: the same table on all replicas of a shard must share one. */
function placeOf(table: string): string {
  return `'/clickhouse/tables/{shard}/linger/${table}', '{replica}'`;
}

function replicated(engine: string, place: string): string {
  const [, kind = engine, given = ''] = /^(\w+)\s*\((.*)\)$/s.exec(engine) ?? [];
  return `Replicated${kind}(${given ? `${place}, ${given}` : place})`;
}
