import { stat } from 'node:fs/promises';
import { type Clock, Fault, tellTrouble, type Words } from '#lib/core';
import { sql } from '#lib/sql';
import { type Columns, outlast } from '#lib/store';
import { brokenImport, fileChanged } from './faults.ts';
import { dropGathered } from './gathered.ts';
import type { Ledger } from './ledger.ts';
import { type Identify, Links } from './links.ts';
import { isKeyed } from './mapping.ts';
import { Persistence } from './persist.ts';
import { removeImport, removeRejects } from './remove-import.ts';
import { Stage, writeShare } from './stage.ts';
import type { Import } from './table.ts';
import type { TablePart, Tables } from './tables.ts';
import { receivedOf, sourceOf, stagePart, writePart } from './write-part.ts';

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
  private readonly closing = new AbortController();
  /** Hears of every import that came to its end. */
  onDone: (entry: Import) => Promise<void> = async () => undefined;

  constructor(
    private readonly columns: Columns,
    private readonly ledger: Ledger,
    private readonly tables: Tables,
    private readonly clock: Clock,
    private readonly identify: Identify,
    private readonly partBytes: number | undefined,
  ) {}

  start(entry: Import): void {
    const stop = new AbortController();
    const work = this.queue.then(() =>
      stop.signal.aborted ? this.stopped(entry) : this.run(entry, stop.signal),
    );
    // what cannot be noted while a store is away is found again by the next start
    const done = work.catch((error: unknown) => {
      if (!this.closing.signal.aborted) tellTrouble(`import ${entry.id}`, error);
    });
    this.underway.set(entry.id, { stop, done, total: 0, since: 0, readAtStart: entry.read });
    this.queue = done.finally(() => this.underway.delete(entry.id));
  }

  /** Starts one that is not on its way. */
  async goOn({ id, project }: Import): Promise<void> {
    if (this.underway.has(id)) return;
    // read after that look: one that has just ended says so
    const entry = await this.ledger.get(project, id);
    if (entry.state === 'running' && !this.underway.has(id)) this.start(entry);
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
    this.closing.abort();
    for (const { stop } of this.underway.values()) stop.abort();
    await this.queue;
  }

  private async run(entry: Import, signal: AbortSignal): Promise<void> {
    try {
      if (entry.state === 'removing')
        await new Persistence(signal).run(() => removeImport(this.columns, entry));
      else await this.copy(entry, signal);
      const state = entry.state === 'removing' ? 'removed' : 'done';
      await this.note(entry.id, { state, ended: this.clock.now() });
      await this.tables.shelf.forget(entry.file);
    } catch (error) {
      if (signal.aborted) return this.stopped(entry);
      await this.forget(entry);
      await this.note(entry.id, { state: 'failed', ended: this.clock.now(), fault: saidOf(error) });
      return;
    }
    if (entry.state !== 'removing') await this.tell(entry);
  }

  /** What follows an import is no part of it: when that fails, the import is done all the same. */
  private async tell({ id, project }: Import): Promise<void> {
    try {
      await this.onDone(await outlast(this.closing.signal, () => this.ledger.get(project, id)));
    } catch (error) {
      if (!this.closing.signal.aborted) tellTrouble(`after import ${id}`, error);
    }
  }

  private async stopped(entry: Import): Promise<void> {
    if (this.closing.signal.aborted) return;
    await this.forget(entry);
    await this.note(entry.id, { state: 'cancelled', ended: this.clock.now() });
  }

  /** Leaves nothing of what was gathered; where the engine is away, the next start does. */
  private async forget({ id }: Import): Promise<void> {
    await dropGathered(this.columns, id).catch(() => undefined);
  }

  private async copy(entry: Import, signal: AbortSignal): Promise<void> {
    await checkUnchanged(entry);
    const { file, layout, columns, parts: from } = entry;
    const run = this.underway.get(entry.id);
    if (run)
      Object.assign(run, { total: await this.tables.total(file, layout), since: this.clock.now().getTime() });
    const gathering = await this.gather(entry, new Persistence(signal));
    const asked = {
      columns: columns.names,
      // which devices stand beside users is seen on the rows of earlier parts too
      from: gathering.links ? 0 : from,
      job: `import-${entry.id}`,
      signal,
      partBytes: this.partBytes,
    };
    const state = { ...entry };
    for await (const part of this.tables.partsAhead(file, layout, asked)) {
      if (part.index < from) {
        await this.link(entry, part, gathering, signal);
        continue;
      }
      await this.note(entry.id, { doubt: true });
      const { rejected, events } = await this.write(state, part, gathering, signal);
      Object.assign(state, {
        parts: part.index + 1,
        doubt: false,
        rows: state.rows + part.rows,
        rejected: state.rejected + rejected,
        events: state.events + events,
        read: part.read,
      });
      const { parts, doubt, rows, read } = state;
      await this.note(entry.id, {
        parts,
        doubt,
        rows,
        rejected: state.rejected,
        events: state.events,
        read,
      });
    }
    if (gathering.stage) await this.fold(state, gathering.stage, gathering.persistence, signal);
    await this.know(entry, gathering);
    await gathering.stage?.drop();
    await gathering.links?.drop();
  }

  /** What has to be seen as a whole before it is told: rows with a key, and users beside devices. */
  private async gather(
    { id, mapping, project, parts, doubt }: Import,
    persistence: Persistence,
  ): Promise<Gathering> {
    const stage = isKeyed(mapping) ? new Stage(this.columns, id) : undefined;
    if (stage && parts === 0) {
      await stage.drop();
      if (doubt) await removeRejects(this.columns, { id, project });
    }
    const links = mapping.columns.some(({ role }) => role === 'device')
      ? new Links(this.columns, id)
      : undefined;
    await stage?.open();
    await links?.open();
    return { stage, links, persistence };
  }

  private async fold(
    state: Import,
    stage: Stage,
    persistence: Persistence,
    signal: AbortSignal,
  ): Promise<void> {
    if (state.folded === 0) await persistence.run((_, { pieces }) => stage.check(state, pieces));
    const of = await stage.shares();
    for (let index = state.folded; index < of; index++) {
      const doubt = state.doubt;
      await this.note(state.id, { doubt: true });
      const added = await persistence.run((again, size) =>
        writeShare(
          this.columns,
          stage,
          state,
          { index, of },
          {
            received: receivedOf(state, state.parts + index),
            source: sourceOf(state),
            doubt: doubt || again,
            size,
            signal,
          },
        ),
      );
      Object.assign(state, {
        folded: index + 1,
        doubt: false,
        events: state.events + added.events,
        known: state.known + added.known,
        rejected: state.rejected + added.rejected,
      });
      const { folded, doubt: unsure, events, known, rejected } = state;
      await this.note(state.id, { folded, doubt: unsure, events, known, rejected });
    }
  }

  /** Notes who stands beside whom in a part; noting it again changes nothing. */
  private async link(entry: Import, part: TablePart, { links, persistence }: Gathering, signal: AbortSignal) {
    const settings = this.tables.settings(entry.layout);
    if (links) await persistence.run((_, size) => links.add(entry, part, { settings, size, signal }));
  }

  private async write(entry: Import, part: TablePart, gathering: Gathering, signal: AbortSignal) {
    const { stage, persistence } = gathering;
    const settings = this.tables.settings(entry.layout);
    await this.link(entry, part, gathering, signal);
    return persistence.run(async (again, size) => {
      const how = { doubt: entry.doubt || again, settings, size, signal };
      if (!stage) return writePart(this.columns, entry, part, how);
      return { ...(await stagePart(this.columns, stage, entry, part, how)), events: 0 };
    });
  }

  /** Writes to the ledger, however long the row store is away. */
  private note(id: string, change: Parameters<Ledger['set']>[1]): Promise<void> {
    return outlast(this.closing.signal, () => this.ledger.set(id, change));
  }

  /** Users of files are known people: an anonymous id never swallows them. Devices join the users they stand beside. */
  private async know(entry: Import, { links, persistence }: Gathering): Promise<void> {
    if (links) return links.tell(entry.project, this.identify);
    await persistence.run(async (_, { pieces }) => {
      for (let piece = 0; piece < pieces; piece++)
        await this.columns.run(sql`INSERT INTO known_users (project, person) SELECT DISTINCT project, person FROM events
          WHERE project = ${sql.typed('UInt32', entry.project)} AND source = ${sourceOf(entry)}
          AND person % ${sql.integer(pieces)} = ${sql.integer(piece)}`);
    });
  }
}

interface Gathering {
  readonly stage: Stage | undefined;
  readonly links: Links | undefined;
  readonly persistence: Persistence;
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
