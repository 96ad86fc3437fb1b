import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Clock, dayIn } from '#lib/core';
import type { Jobs } from '#lib/jobs';
import type { Database, Warehouse } from '#lib/store';
import type { Scopes, Viewer } from '#loop/access';
import { importedAlready, stillRunning } from './faults.ts';
import { FileStore, type StoredFile } from './files/file-store.ts';
import { Tables, withoutSheet } from './files/file-tables.ts';
import type { Sheet } from './files/workbook/unfold.ts';
import { checkMapping } from './mapping/check-mapping.ts';
import { isKeyed, type Layout, type LayoutWishes, type Mapping } from './mapping/mapping.ts';
import { titleOwnNames } from './mapping/own-names.ts';
import type { Doubt } from './propose/doubts.ts';
import { profileColumns } from './propose/profile.ts';
import { type Proposal, propose, type Wishes } from './propose/propose.ts';
import type { Sample } from './propose/sample.ts';
import { PART_BYTES } from './runs/cut.ts';
import { type DryRun, dryRun } from './runs/dry-run.ts';
import { dropForgotten } from './runs/gathered.ts';
import { hashOf, Ledger } from './runs/ledger.ts';
import { type LeftOut, leftOut } from './runs/left-out.ts';
import type { Identify } from './runs/links.ts';
import { preview } from './runs/preview.ts';
import { Runner } from './runs/runner.ts';
import { fromTheStart, type Import, type ImportState } from './table.ts';

export interface FilesOptions {
  /** The data folder; files lie in `files` below it. */
  readonly folder: string;
  readonly warehouse: Warehouse;
  readonly database: Database;
  readonly clock: Clock;
  readonly scopes: Scopes;
  /** Whether the column store's engine reads files of the data folder: the embedded one does, a server is sent their rows. */
  readonly readsFiles?: boolean;
  readonly partBytes?: number;
  /** Where imports run. */
  readonly jobs: Jobs;
  /** Says who is who. */
  readonly identify: Identify;
}

/** What a file seems to hold. */
export interface Proposed extends Proposal {
  readonly file: { readonly id: string; readonly name: string; readonly bytes: number };
  readonly layout: Layout;
  readonly sheets: readonly Sheet[];
  readonly rows: Sample['rows'];
  /** Imports of the same bytes. */
  readonly before: readonly {
    readonly id: string;
    readonly started: Date;
    readonly state: ImportState;
    readonly rows: number;
  }[];
}

/** Files on their way into the column store: kept, looked at, counted, imported, taken back. One per data folder. */
export class Files {
  readonly ledger: Ledger;
  readonly fileStore: FileStore;
  readonly runner: Runner;
  private readonly tables: Tables;

  private constructor(private readonly options: FilesOptions) {
    const { warehouse, database, clock, folder, readsFiles = true, partBytes = PART_BYTES } = options;
    this.ledger = new Ledger(database);
    this.fileStore = new FileStore(join(folder, 'files'));
    this.tables = new Tables(this.fileStore, readsFiles);
    this.runner = new Runner(
      warehouse,
      this.ledger,
      this.tables,
      clock,
      options.identify,
      partBytes,
      options.jobs,
    );
  }

  /** Goes on with what the last stop interrupted. */
  static async open(options: FilesOptions): Promise<Files> {
    const files = new Files(options);
    const unfinished = await files.ledger.unfinished();
    await files.fileStore.tidy(new Set(unfinished.map(({ file }) => file.id)), options.clock.now().getTime());
    await dropForgotten(
      options.warehouse,
      unfinished.map(({ id }) => id),
    );
    await files.runner.open(unfinished);
    return files;
  }

  /** Calls when an import has come to its end, with how many rows it brought. */
  onDone(hear: (rows: number) => Promise<void>): void {
    this.runner.onDone = ({ rows, rejected }) => hear(rows - rejected);
  }

  async close(): Promise<void> {
    await this.runner.close();
    await this.tables.close();
  }

  /** Keeps a file that is sent. */
  upload(viewer: Viewer, name: string, body: Readable): Promise<StoredFile> {
    return this.fileStore.keep(viewer.project.id, name, body);
  }

  /** Takes a file where it lies; only for the owner of the machine. */
  take(viewer: Viewer, path: string): Promise<StoredFile> {
    return this.fileStore.take(viewer.project.id, path);
  }

  async propose(
    viewer: Viewer,
    id: string,
    given: LayoutWishes = {},
    wishes: Partial<Wishes> = {},
  ): Promise<Proposed> {
    const file = await this.fileStore.get(viewer.project.id, id);
    const { layout, sheets } = await this.tables.layout(file, given);
    const sample = await this.tables.sample(file, layout);
    const proposal = propose(sample, { timeZone: viewer.project.timeZone, ...wishes });
    const before = await this.ledger.ofFile(viewer.project.id, file.fingerprint);
    return {
      ...proposal,
      doubts: [...proposal.doubts, ...encodingDoubts(layout, sample)],
      file: { id, name: file.name, bytes: file.bytes },
      layout,
      sheets,
      rows: sample.rows.slice(0, 50),
      before: before.map(({ id, started, state, rows }) => ({ id, started, state, rows })),
    };
  }

  /** The first rows as they would arrive. */
  async preview(viewer: Viewer, id: string, layout: Layout, mapping: Mapping) {
    const { entry } = await this.draft(viewer, id, layout, mapping);
    return preview(this.options.warehouse, this.tables, entry);
  }

  /** Counts the whole file and writes nothing. */
  async dryRun(
    viewer: Viewer,
    id: string,
    layout: Layout,
    mapping: Mapping,
    signal: AbortSignal,
  ): Promise<DryRun> {
    const { entry } = await this.draft(viewer, id, layout, mapping);
    const { warehouse, partBytes } = this.options;
    return dryRun({ warehouse, tables: this.tables, entry, signal, ...(partBytes ? { partBytes } : {}) });
  }

  /**
   * Starts an import in the background. The same file with the same mapping is not imported again: its import is given, gone on
   * with when it did not come to its end. With another mapping it is imported only when `again` says so.
   */
  async import(
    viewer: Viewer,
    id: string,
    layout: Layout,
    mapping: Mapping,
    again: boolean,
  ): Promise<{ entry: Import; before: boolean }> {
    const { entry: draft } = await this.draft(viewer, id, layout, mapping);
    const { id: project } = viewer.project;
    const earlier = await this.ledger.ofFile(project, draft.fingerprint);
    const same = earlier.find(({ mappingHash }) => mappingHash === draft.mappingHash);
    const adds = again && isKeyed(mapping) && same?.state === 'done';
    if (same && !adds && (same.state === 'done' || same.state === 'running')) {
      // one that an outage kept from being begun here
      if (same.state === 'running') await this.runner.goOn(same);
      return { entry: same, before: true };
    }
    if (same && !adds) {
      const anew = isKeyed(mapping) ? fromTheStart : {};
      await this.ledger.set(same.id, {
        state: 'running',
        file: draft.file,
        ended: null,
        fault: null,
        ...anew,
      });
      const entry = await this.ledger.get(project, same.id);
      await this.runner.start(entry);
      return { entry, before: false };
    }
    const [other] = earlier;
    if (other && !again) throw importedAlready({ day: dayIn(other.started, viewer.project.timeZone) });
    await titleOwnNames(this.options.database, project, mapping);
    const entry = await this.ledger.add(draft);
    await this.runner.start(entry);
    return { entry, before: false };
  }

  /** Why rows of an import were left out. */
  async leftOut(viewer: Viewer, entry: Import): Promise<LeftOut[]> {
    const { warehouse, scopes } = this.options;
    return leftOut(warehouse, await scopes.scopeOf(viewer), entry);
  }

  /** Takes an import back, in the background. */
  async remove(viewer: Viewer, id: string): Promise<void> {
    const entry = await this.ledger.get(viewer.project.id, id);
    if (entry.state === 'removed') return;
    if (entry.state === 'running') throw stillRunning({});
    await this.ledger.set(id, { state: 'removing' });
    await this.runner.start({ ...entry, state: 'removing' });
  }

  private async draft(viewer: Viewer, id: string, asked: Layout, mapping: Mapping) {
    const file = await this.fileStore.get(viewer.project.id, id);
    const layout = withoutSheet(asked);
    const sample = await this.tables.sample(file, layout);
    checkMapping(sample, mapping);
    const plain = profileColumns(sample)
      .filter(({ plain }) => plain)
      .map(({ column }) => column);
    const entry: Import = {
      id: randomUUID(),
      project: viewer.project.id,
      file,
      fingerprint: file.fingerprint,
      layout,
      mapping,
      mappingHash: hashOf(layout, mapping),
      columns: { names: [...sample.columns], plain },
      state: 'running',
      parts: 0,
      doubt: false,
      rows: 0,
      rejected: 0,
      events: 0,
      known: 0,
      folded: 0,
      read: 0,
      started: this.options.clock.now(),
      ended: null,
      fault: null,
      who: viewer.name,
    };
    return { entry, sample };
  }
}

/** An encoding other than UTF-8 is a guess: some texts show whether it is right. */
function encodingDoubts({ format, encoding }: Layout, { rows, columns }: Sample): Doubt[] {
  if (format === 'xlsx' || format === 'parquet' || encoding.startsWith('utf-')) return [];
  const texts = [columns, ...rows].flat().filter((text) => /[^\0-\x7f]/.test(text));
  const values = [...new Set(texts)].slice(0, 5);
  return [{ kind: 'encoding', column: encoding, values, times: 0, of: 0, stops: false }];
}
