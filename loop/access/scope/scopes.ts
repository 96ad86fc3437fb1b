import type { Clock } from '#lib/core';
import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';
import { sourcesOf } from '../sources.ts';
import type { Viewer } from '../viewer.ts';
import { makeScope } from './scope.ts';
import type { TableState } from './scope-reader.ts';
import type { ScopeTable } from './scope-table.ts';
import { topic } from './topics.ts';

/** The tables as a viewer may see them, with the version of the data that they were opened on. */
export interface Opened {
  readonly scope: Scope;
  readonly version: number;
}

/** What a column of a property is marked with, by its comment, until it is written in all that is there: until then it is slower to read than the maps. */
export const UNWRITTEN = 'unwritten';

/** How often it is looked at most what others wrote to a server. */
const LOOK_MS = 1000;

/** Opens the tables to viewers, and tells when what they hold has changed. */
export class Scopes {
  private readonly states = new Map<number, { version: number; state: Promise<TableState> }>();
  private seen: string | undefined;
  private looked: { at: number; counts: Promise<string> } | undefined;

  constructor(
    private readonly warehouse: Warehouse,
    private readonly tables: readonly ScopeTable[],
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** Looks what others wrote to a server, where there may be others; what they changed is noted as changed. */
  async lookAround(): Promise<void> {
    if (this.warehouse.alone) return;
    const before = this.seen;
    if (!this.looked || performance.now() - this.looked.at >= LOOK_MS) {
      const counts = this.counts();
      this.looked = { at: performance.now(), counts };
      counts.catch(() => {
        if (this.looked?.counts === counts) this.looked = undefined;
      });
    }
    this.seen = await this.looked.counts;
    if (before !== undefined && before !== this.seen) this.warehouse.versions.touch();
  }

  /** The tables as this viewer may see them now: the one way from a viewer to what he may read. */
  async scopeOf(viewer: Viewer): Promise<Scope> {
    return (await this.open(viewer)).scope;
  }

  /** The same, with the version of the data that the scope was opened on. */
  async open(viewer: Viewer): Promise<Opened> {
    const { id } = viewer.project;
    await this.lookAround();
    const topics = [topic.project(id), topic.events(id), topic.identity(id), topic.materialized];
    const version = this.warehouse.versions.of(topics);
    let known = this.states.get(id);
    if (known?.version !== version) {
      known = { version, state: this.stateOf(id) };
      this.states.set(id, known);
      known.state.catch(() => this.states.delete(id));
    }
    return {
      scope: makeScope({ viewer, tables: this.tables, state: await known.state, now: this.clock.now() }),
      version,
    };
  }

  /** How much there is of events, properties, merges, segments and columns; from the engine's own counts, which costs no scan. */
  private async counts(): Promise<string> {
    const tables = this.tables.filter(({ counted }) => counted).map(({ name }) => name);
    const counts = [
      ...tables.map((table) => sql`SELECT ${table} AS of, toString(count()) AS n FROM ${sql.name(table)}`),
      sql`SELECT 'columns', toString((count(), countIf(comment = ${UNWRITTEN}))) FROM system.columns WHERE database = currentDatabase() AND table = 'events'`,
      sql`SELECT 'merges', toString((max(last_successful_update_time), sum(element_count), sum(loading_duration)))
        FROM system.dictionaries WHERE database = currentDatabase()`,
    ];
    const rows = await this.warehouse.read<{ of: string; n: string }>(sql.join(counts, sql` UNION ALL `));
    return rows
      .map(({ of, n }) => `${of} ${n}`)
      .sort()
      .join();
  }

  private async stateOf(project: number): Promise<TableState> {
    const [merged, materialized, sources] = await Promise.all([
      this.warehouse.read(sql`SELECT 1 FROM merge_log WHERE project = ${project} LIMIT 1`),
      this.warehouse.read<{ name: string }>(
        sql`SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'events' AND position(name, ':') > 0
          AND comment != ${UNWRITTEN}`,
      ),
      sourcesOf(this.warehouse, project),
    ]);
    return {
      merged: merged.length > 0,
      materialized: new Set(materialized.map(({ name }) => name)),
      sources,
    };
  }
}
