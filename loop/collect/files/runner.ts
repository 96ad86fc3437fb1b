import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, Fault, type Words } from '#lib/core';
import { sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import { brokenImport, fileChanged } from './faults.ts';
import type { Ledger } from './ledger.ts';
import { removeImport } from './remove-import.ts';
import type { Import } from './table.ts';
import type { TablePart, Tables } from './tables.ts';
import { sourceOf, writePart } from './write-part.ts';

/** How often a part is tried again while the engine is away. */
const TRIES = 20;
const PAUSE = 1000;
const AWAY = new Set([
  'store.engine-restarting',
  'store.engine-down',
  'store.columns-unreachable',
  'store.out-of-memory',
]);

interface Underway {
  readonly stop: AbortController;
  readonly done: Promise<void>;
  total: number;
  since: number;
  readAtStart: number;
}

/** Runs imports one after the other in the background; what a stop interrupts goes on at the next start. */
export class Runner {
  private readonly underway = new Map<string, Underway>();
  private queue: Promise<void> = Promise.resolve();
  private closing = false;
  /** Hears of every import that came to its end. */
  onDone: (entry: Import) => Promise<void> = async () => undefined;

  constructor(
    private readonly columns: Columns,
    private readonly ledger: Ledger,
    private readonly tables: Tables,
    private readonly clock: Clock,
    private readonly partBytes: number | undefined,
  ) {}

  start(entry: Import): void {
    const stop = new AbortController();
    const done = this.queue.then(() =>
      stop.signal.aborted ? this.stopped(entry) : this.run(entry, stop.signal),
    );
    this.underway.set(entry.id, { stop, done, total: 0, since: 0, readAtStart: entry.read });
    this.queue = done.finally(() => this.underway.delete(entry.id));
  }

  /** Seconds an import still needs, as far as that can be told; undefined when it is not running or has just begun. */
  secondsLeft(entry: Import): number | undefined {
    const run = this.underway.get(entry.id);
    if (!run || run.total === 0 || entry.read <= run.readAtStart) return undefined;
    const elapsed = (this.clock.now().getTime() - run.since) / 1000;
    return Math.ceil((elapsed / (entry.read - run.readAtStart)) * (run.total - entry.read));
  }

  totalOf(id: string): number | undefined {
    return this.underway.get(id)?.total || undefined;
  }

  async cancel(id: string): Promise<void> {
    const run = this.underway.get(id);
    run?.stop.abort();
    await run?.done;
  }

  /** Resolves when an import has come to its end. */
  async settled(id: string): Promise<void> {
    await this.underway.get(id)?.done;
  }

  /** Stops after what is being written is stopped; the ledger keeps how far it came. */
  async close(): Promise<void> {
    this.closing = true;
    for (const { stop } of this.underway.values()) stop.abort();
    await this.queue;
  }

  private async run(entry: Import, signal: AbortSignal): Promise<void> {
    try {
      if (entry.state === 'removing') await removeImport(this.columns, entry);
      else await this.copy(entry, signal);
      const state = entry.state === 'removing' ? 'removed' : 'done';
      await this.ledger.set(entry.id, { state, ended: this.clock.now() });
      if (entry.file.uploaded) await this.tables.shelf.drop(entry.file.id);
      if (state === 'done') await this.onDone(await this.ledger.get(entry.project, entry.id));
    } catch (error) {
      if (signal.aborted) return this.stopped(entry);
      await this.ledger.set(entry.id, { state: 'failed', ended: this.clock.now(), fault: saidOf(error) });
    }
  }

  private async stopped(entry: Import): Promise<void> {
    if (this.closing) return;
    await this.ledger.set(entry.id, { state: 'cancelled', ended: this.clock.now() });
  }

  private async copy(entry: Import, signal: AbortSignal): Promise<void> {
    await checkUnchanged(entry);
    const { file, layout, columns, parts: from } = entry;
    const run = this.underway.get(entry.id);
    if (run)
      Object.assign(run, { total: await this.tables.total(file, layout), since: this.clock.now().getTime() });
    const asked = {
      columns: columns.names,
      from,
      job: `import-${entry.id}`,
      signal,
      partBytes: this.partBytes,
    };
    const state = { ...entry };
    for await (const part of this.tables.partsAhead(file, layout, asked)) {
      if (part.index < from) continue;
      await this.ledger.set(entry.id, { doubt: true });
      const { rejected } = await this.write(state, part, signal);
      Object.assign(state, {
        parts: part.index + 1,
        doubt: false,
        rows: state.rows + part.rows,
        rejected: state.rejected + rejected,
        read: part.read,
      });
      const { parts, doubt, rows, read } = state;
      await this.ledger.set(entry.id, { parts, doubt, rows, rejected: state.rejected, read });
    }
    await this.know(entry);
  }

  private async write(entry: Import, part: TablePart, signal: AbortSignal): Promise<{ rejected: number }> {
    const settings = this.tables.settings(entry.layout);
    for (let tries = 0; ; tries++) {
      try {
        const doubt = entry.doubt || tries > 0;
        return await writePart(this.columns, entry, part, { doubt, settings, signal });
      } catch (error) {
        if (!(error instanceof Fault) || !AWAY.has(error.code) || signal.aborted || tries >= TRIES)
          throw error;
        await sleep(PAUSE, undefined, { signal });
      }
    }
  }

  /** Ids of files are ids of known people: an anonymous id never swallows them. */
  private async know(entry: Import): Promise<void> {
    await this.columns.run(sql`INSERT INTO known_users (project, person) SELECT DISTINCT project, person FROM events
      WHERE project = ${sql.typed('UInt32', entry.project)} AND source = ${sourceOf(entry)}`);
  }
}

async function checkUnchanged({ file }: Import): Promise<void> {
  const now = await stat(file.path).catch(() => undefined);
  if (now?.size !== file.bytes || now.mtimeMs !== file.changed) throw fileChanged({ name: file.name });
}

function saidOf(error: unknown): { code: string; words: Words } {
  const fault =
    error instanceof Fault
      ? error
      : brokenImport({ reason: error instanceof Error ? error.message : String(error) });
  return { code: fault.code, words: { zh: fault.say('zh'), en: fault.say('en') } };
}
