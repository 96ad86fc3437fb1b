import type { Clock } from '#lib/core';
import { sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import type { Scope } from '#loop/condition';
import { scopeOf, type TableState } from './scope.ts';
import type { Viewer } from './viewer.ts';

/** Opens the tables to viewers, and tells when what they hold has changed. */
export class Scopes {
  private readonly states = new Map<number, { version: string; state: TableState }>();

  constructor(
    private readonly columns: Columns,
    private readonly clock: Clock,
  ) {}

  /** The tables as this viewer may see them now. */
  async scopeFor(viewer: Viewer): Promise<Scope> {
    return (await this.open(viewer)).scope;
  }

  /** The same, with the version of the data that the scope was opened on. */
  async open(viewer: Viewer): Promise<{ scope: Scope; version: string }> {
    const version = await this.version();
    const { id } = viewer.project;
    let known = this.states.get(id);
    if (known?.version !== version) {
      known = { version, state: await this.stateOf(id) };
      this.states.set(id, known);
    }
    return { scope: scopeOf(viewer.project, known.state, this.clock.now()), version };
  }

  /** Changes with every event, property, merge, segment and column; read from the engine's own counts, which costs no scan. */
  private async version(): Promise<string> {
    const count = (table: string) => sql`(SELECT count() FROM ${sql.name(table)})`;
    const tables = ['events', 'person_properties', 'merge_log', 'segment_editions'].map(count);
    const columns = sql`(SELECT count() FROM system.columns WHERE database = currentDatabase() AND table = 'events')`;
    const [row] = await this.columns.read<{ version: string }>(
      sql`SELECT concat(${sql.join(
        [...tables, columns].map((n) => sql`toString(${n})`),
        sql`, '.', `,
      )}) AS version`,
    );
    return row?.version ?? '';
  }

  private async stateOf(project: number): Promise<TableState> {
    const [merged, promoted] = await Promise.all([
      this.columns.read(sql`SELECT 1 FROM merge_log WHERE project = ${project} LIMIT 1`),
      this.columns.read<{ name: string }>(
        sql`SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'events' AND position(name, ':') > 0`,
      ),
    ]);
    return { merged: merged.length > 0, promoted: new Set(promoted.map(({ name }) => name)) };
  }
}
