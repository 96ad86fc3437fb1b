import { stat } from 'node:fs/promises';
import { type Clock, Fault, tellTrouble } from '#lib/core';
import { Interrupted, type JobKind, type Jobs, type Progress, type RunContext } from '#lib/jobs';
import { sql } from '#lib/sql';
import { outlast, type Warehouse } from '#lib/store';
import { brokenImport, fileChanged } from '../faults.ts';
import type { TablePart, Tables } from '../files/file-tables.ts';
import { isKeyed } from '../mapping/mapping.ts';
import { fromTheStart, type Import } from '../table.ts';
import { dropGathered } from './gathered.ts';
import type { Ledger } from './ledger.ts';
import { type Identify, Links } from './links.ts';
import { Persistence } from './persist.ts';
import { removeImport, removeRejects } from './remove-import.ts';
import { Stage, writeShare } from './stage.ts';
import { receivedOf, sourceOf, stagePart, writePart } from './write-part.ts';

interface Underway {
  readonly done: Promise<void>;
  readonly progress: (progress: Progress) => void;
  total: number;
  since: number;
  readonly readAtStart: number;
}

/** What a run in the background is about: an import, or taking one back. */
interface About {
  readonly id: string;
  readonly project: number;
  readonly name: string;
  readonly undo: boolean;
}

/** Runs imports one after the other in the background; what a stop interrupts goes on at the next start. */
export class Runner {
  private readonly underway = new Map<string, Underway>();
  private readonly closing = new AbortController();
  private readonly kind: JobKind<About> = {
    name: 'import',
    words: { zh: '导入文件', en: 'File import' },
    weight: 'heavy',
    again: 'follows',
    atOnce: 1,
    // it waits for stores by itself; what fails it otherwise, such as a file that changed, stays so
    retries: 0,
    describe: ({ name, undo }) =>
      undo ? { zh: `撤销 ${name}`, en: `undo ${name}` } : { zh: name, en: name },
    run: (context) => this.begin(context),
    dropped: async ({ project, id }) => this.stopped(await this.ledger.get(project, id)),
  };
  /** Hears of every import that came to its end. */
  onDone: (entry: Import) => Promise<void> = async () => {};

  constructor(
    private readonly warehouse: Warehouse,
    private readonly ledger: Ledger,
    private readonly tables: Tables,
    private readonly clock: Clock,
    private readonly identify: Identify,
    private readonly partBytes: number | undefined,
    private readonly jobs: Pick<Jobs, 'register' | 'ask' | 'underway' | 'cancel' | 'ended'>,
  ) {}

  /** Goes on with what the last stop interrupted. */
  async open(unfinished: readonly Import[]): Promise<void> {
    await this.jobs.register(this.kind);
    for (const entry of unfinished)
      if ((await this.jobs.underway(this.kind.name, entry.id)).length === 0) await this.start(entry);
  }

  async start({ id, project, file, who, state }: Import): Promise<void> {
    const about = { id, project, name: file.name, undo: state === 'removing' };
    await this.jobs.ask(this.kind, { key: id, project, about, who });
  }

  /** Starts one that is not on its way. */
  async goOn({ id, project }: Import): Promise<void> {
    if (this.underway.has(id)) return;
    // read after that look: one that has just ended says so
    const entry = await this.ledger.get(project, id);
    if (entry.state === 'running' && !this.underway.has(id)) await this.start(entry);
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
    const runs = await this.jobs.underway(this.kind.name, id);
    await Promise.all(runs.map((run) => this.jobs.cancel(run)));
    await this.settled(id);
  }

  /** Resolves when an import has come to its end. */
  async settled(id: string): Promise<void> {
    const runs = await this.jobs.underway(this.kind.name, id);
    await Promise.all(runs.map((run) => this.jobs.ended(run.id)));
  }

  /** Stops after what is being written is stopped; the ledger keeps how far it came. */
  async close(): Promise<void> {
    this.closing.abort(new Interrupted());
    await Promise.allSettled([...this.underway.values()].map(({ done }) => done));
  }

  /** The ledger says what there is to do; where it ended before, somebody wants it again. */
  private async begin({ about, signal: stop, progress }: RunContext<About>): Promise<void> {
    const signal = AbortSignal.any([stop, this.closing.signal]);
    const found = await outlast(signal, () => this.ledger.get(about.project, about.id));
    if (found.state === 'removed' || (found.state === 'done' && !about.undo)) return;
    const change = again(found, about.undo);
    const entry = { ...found, ...change };
    await this.note(entry.id, change);
    const done = this.run(entry, signal);
    this.underway.set(entry.id, { done, progress, total: 0, since: 0, readAtStart: entry.read });
    try {
      await done;
    } finally {
      this.underway.delete(entry.id);
    }
  }

  private async run(entry: Import, signal: AbortSignal): Promise<void> {
    try {
      if (entry.state === 'removing')
        await new Persistence(signal).run(() => removeImport(this.warehouse, entry));
      else await this.copy(entry, signal);
      const state = entry.state === 'removing' ? 'removed' : 'done';
      await this.note(entry.id, { state, ended: this.clock.now() });
      await this.tables.fileStore.forget(entry.file);
    } catch (error) {
      if (signal.aborted) {
        if (!(signal.reason instanceof Interrupted)) await this.stopped(entry);
        throw signal.reason;
      }
      const fault = faultOf(error);
      const words = { zh: fault.say('zh'), en: fault.say('en') };
      await this.forget(entry);
      await this.note(entry.id, {
        state: 'failed',
        ended: this.clock.now(),
        fault: { code: fault.code, words },
      });
      throw fault;
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
    await this.forget(entry);
    await this.note(entry.id, { state: 'cancelled', ended: this.clock.now() });
  }

  /** Leaves nothing of what was gathered; where the engine is away, the next start does. */
  private async forget({ id }: Import): Promise<void> {
    await dropGathered(this.warehouse, id).catch((error: unknown) =>
      tellTrouble(`after import ${id}`, error),
    );
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
    const stage = isKeyed(mapping) ? new Stage(this.warehouse, id) : undefined;
    if (stage && parts === 0) {
      await stage.drop();
      if (doubt) await removeRejects(this.warehouse, { id, project });
    }
    const links = mapping.columns.some(({ role }) => role === 'device')
      ? new Links(this.warehouse, id)
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
          this.warehouse,
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
      if (!stage) return writePart(this.warehouse, entry, part, how);
      return { ...(await stagePart(this.warehouse, stage, entry, part, how)), events: 0 };
    });
  }

  /** Writes to the ledger, however long the row store is away. */
  private async note(id: string, change: Parameters<Ledger['set']>[1]): Promise<void> {
    await outlast(this.closing.signal, () => this.ledger.set(id, change));
    const run = this.underway.get(id);
    if (!run || change.rows === undefined) return;
    const share = run.total > 0 ? Math.min(1, (change.read ?? 0) / run.total) : 0;
    run.progress({ done: change.rows, share });
  }

  /** Users of files are known people: an anonymous id never swallows them. Devices join the users they stand beside. */
  private async know(entry: Import, { links, persistence }: Gathering): Promise<void> {
    if (links) return links.tell(entry.project, this.identify);
    await persistence.run(async (_, { pieces }) => {
      for (let piece = 0; piece < pieces; piece++)
        await this.warehouse.run(sql`INSERT INTO known_users (project, person) SELECT DISTINCT project, person FROM events
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

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return brokenImport({ reason: error instanceof Error ? error.message : String(error) }, error);
}

/** What the ledger says of an import that begins: one that ended before goes on, or from the first row where rows have a key. */
function again({ state, mapping }: Import, undo: boolean): Partial<Import> {
  if (undo) return { state: 'removing' };
  if (state === 'running') return { state };
  return { state: 'running', ended: null, fault: null, ...(isKeyed(mapping) && fromTheStart) };
}
