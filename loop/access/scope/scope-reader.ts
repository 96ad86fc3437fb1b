import { type Sql, sql } from '#lib/sql';
import type { Source } from '#loop/condition';
import type { Viewer } from '../viewer.ts';
import type { ScopeTable } from './scope-table.ts';

/** What of a project's state changes how its tables are read. */
export interface TableState {
  /** Whether any two people were ever merged; while not, the look-up of the merged person is left out. */
  readonly merged: boolean;
  /** Properties of events that have a typed column of their own: the columns' names, `<type>:<property>`. */
  readonly materialized: ReadonlySet<string>;
  readonly sources: readonly Source[];
}

/** Everything that decides what a viewer reads. */
export interface ScopeGiven {
  readonly viewer: Pick<Viewer, 'project'>;
  /** What all modules name of the store. */
  readonly tables: readonly ScopeTable[];
  readonly state: TableState;
  readonly now: Date;
}

/** Gives the rows of a table as a select in brackets. */
export type Reader = (table: string, options?: ReadOptions) => Sql;
interface ReadOptions {
  /** Narrows to rows of the table, which is named `raw`, where the engine would not do so by itself. */
  readonly where?: Sql;
  /** Takes only the newest version of a row. */
  readonly final?: boolean;
  /** Other columns than the table shows. */
  readonly columns?: Sql;
  readonly groupBy?: Sql;
}

/** The one place where it is decided which rows and which values of them a viewer may see. */
export function readerOf({ viewer, tables, state }: ScopeGiven, at: Date | undefined): Reader {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const typed = [...state.materialized].map((column) => sql`raw.${sql.name(column)} AS ${sql.name(column)}`);
  return (name, { where, final = false, columns, groupBy } = {}) => {
    const table = byName.get(name);
    if (!table) throw new Error(`no module names a table ${name}`);
    const shown = () => [
      ...(table.ofPeople
        ? [sql`${mergedPerson(state.merged)} AS person`, sql`raw.person AS raw_person`]
        : []),
      ...table.shows.map((column) => sql`raw.${sql.name(column)} AS ${sql.name(column)}`),
      ...(name === 'events' ? typed : []),
    ];
    const narrowed = [
      sql`raw.project = ${sql.typed('UInt32', viewer.project.id)}`,
      ...(at && name === 'events' ? [sql`raw.time <= ${at}`] : []),
      ...(where ? [where] : []),
    ];
    const distinct = table.distinct ? sql`DISTINCT` : sql.empty;
    return sql`(SELECT ${distinct} ${columns ?? sql.join(shown())} FROM ${sql.name(name)} AS raw ${final ? sql`FINAL` : sql.empty}
      WHERE ${sql.join(narrowed, sql` AND `)} ${groupBy ? sql`GROUP BY ${groupBy}` : sql.empty})`;
  };
}

/** Whose a row `raw` is. */
export function mergedPerson(merged: boolean): Sql {
  if (!merged) return sql`raw.person`;
  // with its database: a shard of a cluster looks names up in another one
  return sql`dictGetOrDefault(concat(currentDatabase(), '.merges'), 'canonical', raw.person, raw.person)`;
}
