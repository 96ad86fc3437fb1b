import type { Clock } from '#lib/core';
import { sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import type { Scope } from '#loop/condition';
import { scopeOf, type TableState } from './scope.ts';
import type { Viewer } from './viewer.ts';

/** The tables as a viewer may see them, with the version of the data that they were opened on. */
export interface Opened {
  readonly scope: Scope;
  readonly version: string;
}

/** Opens the tables to viewers, and tells when what they hold has changed. */
export class Scopes {
  private readonly states = new Map<number, { version: string; state: TableState; steady: boolean }>();

  constructor(
    private readonly columns: Columns,
    private readonly clock: Clock,
  ) {}

  /** The tables as this viewer may see them now. */
  async scopeFor(viewer: Viewer): Promise<Scope> {
    return (await this.open(viewer)).scope;
  }

  /** The same, with the version of the data that the scope was opened on. */
  async open(viewer: Viewer): Promise<Opened> {
    const version = await this.version();
    const { id } = viewer.project;
    const known = this.states.get(id);
    const steady = known?.version === version;
    const state = steady ? known.state : await this.stateOf(id);
    this.states.set(id, { version, state, steady });
    return { scope: scopeOf(viewer.project, state, this.clock.now()), version };
  }

  /**
   * Does work on the tables as they were seen last while it is looked up whether that still holds. When it does not, the
   * work is stopped and done once more on what is there now. So the look takes no time, and nothing given is older than
   * the call.
   */
  async ahead<T>(
    viewer: Viewer,
    work: (opened: Opened, signal?: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const opening = this.open(viewer);
    const seen = this.seen(viewer);
    if (!seen) return work(await opening, signal);
    const outdated = new AbortController();
    const early = work(seen, AbortSignal.any([outdated.signal, ...(signal ? [signal] : [])]));
    early.catch(() => undefined);
    try {
      const now = await opening;
      return now.version === seen.version ? await early : await work(now, signal);
    } finally {
      outdated.abort();
    }
  }

  /** What was opened last; nothing while the data keeps changing. */
  private seen(viewer: Viewer): Opened | undefined {
    const known = this.states.get(viewer.project.id);
    if (!known?.steady) return undefined;
    return { scope: scopeOf(viewer.project, known.state, this.clock.now()), version: known.version };
  }

  /** Changes with every event, property, merge, segment and column; read from the engine's own counts, which costs no scan. */
  private async version(): Promise<string> {
    const tables = ['events', 'person_properties', 'merge_log', 'segment_editions'];
    const counts = [
      ...tables.map((table) => sql`SELECT ${table} AS of, toString(count()) AS n FROM ${sql.name(table)}`),
      sql`SELECT 'columns', toString(count()) FROM system.columns WHERE database = currentDatabase() AND table = 'events'`,
      sql`SELECT 'merges', toString((max(last_successful_update_time), sum(element_count), sum(loading_duration)))
        FROM system.dictionaries WHERE database = currentDatabase()`,
    ];
    const rows = await this.columns.read<{ of: string; n: string }>(sql.join(counts, sql` UNION ALL `));
    return rows
      .map(({ of, n }) => `${of} ${n}`)
      .sort()
      .join();
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
