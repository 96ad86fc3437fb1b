import { setTimeout as sleep } from 'node:timers/promises';
import { inBackground } from '#lib/core';
import { sql } from '#lib/sql';
import { defineLookup, type Lookup, refreshLookup, settleEverywhere, type Warehouse } from '#lib/store';
import { topic } from '#loop/access';
import { chunked } from './in-chunks.ts';

/** How questions find the person of a merged id: `dictGet` on this. */
const lookup: Lookup = { name: 'merges', key: 'person', value: 'canonical', table: 'merge_roots' };
/** Up to here the look-up is refreshed with every batch and waited for, above it has some rest between. */
const QUICK_MS = 250;
const REST = 4;

/** Where an id leads; the row with the highest version is the one that holds. */
export interface Root {
  readonly root: string;
  readonly version: number;
}

/** Which person each merged id belongs to: the truth in a table, and beside it the look-up that questions read. */
export class Roots {
  private refreshing: Promise<void> | undefined;
  private stale = false;
  private took = 0;
  /** The projects whose people were moved since the look-up was refreshed; undefined stands for all. */
  private moved: Set<number> | undefined = new Set();

  private constructor(private readonly warehouse: Warehouse) {}

  static async open(warehouse: Warehouse): Promise<Roots> {
    await defineLookup(warehouse, lookup);
    return new Roots(warehouse);
  }

  async of(people: readonly string[]): Promise<Map<string, Root>> {
    const rows = await chunked<{ person: string; root: string; version: string }>(
      this.warehouse,
      people,
      (list) =>
        sql`SELECT person, canonical AS root, version FROM merge_roots FINAL WHERE person IN (${list})`,
    );
    return new Map(rows.map(({ person, root, version }) => [person, { root, version: Number(version) }]));
  }

  /** All that lead to one of these, each with its root. */
  async leadingTo(roots: readonly string[]): Promise<Map<string, Root>> {
    const rows = await chunked<{ person: string; root: string; version: string }>(
      this.warehouse,
      roots,
      (list) => sql`SELECT person, canonical AS root, version FROM merge_roots FINAL
        WHERE canonical IN (${list}) AND person != canonical`,
    );
    return new Map(rows.map(({ person, root, version }) => [person, { root, version: Number(version) }]));
  }

  /** @param projects whose people these are; all of them when absent */
  async write(moved: ReadonlyMap<string, Root>, projects?: Iterable<number>): Promise<void> {
    if (moved.size === 0) return;
    if (projects) for (const project of projects) this.moved?.add(project);
    else this.moved = undefined;
    const lines = [...moved].map(([person, { root, version }]) => `[${person},${root},${version}]`);
    this.stale = true;
    await this.warehouse.insert('merge_roots', Buffer.from(lines.join('\n')), {
      format: 'JSONCompactEachRow',
      columns: ['person', 'canonical', 'version'],
      // questions see it when the look-up was refreshed
      touches: [],
    });
    await settleEverywhere(this.warehouse, 'merge_roots');
  }

  /** Resolves when questions see what was written; with a great many merges, when it is known that they soon will. */
  async show(): Promise<void> {
    if (!this.stale) return;
    this.refreshing ??= this.refresh().finally(() => {
      this.refreshing = undefined;
    });
    if (this.took < QUICK_MS) return this.refreshing;
    inBackground('refreshing who is who', this.refreshing);
  }

  private async refresh(): Promise<void> {
    while (this.stale) {
      this.stale = false;
      const began = performance.now();
      const { moved } = this;
      this.moved = new Set();
      try {
        await refreshLookup(this.warehouse, lookup, moved && [...moved].map(topic.identity));
      } catch (error) {
        this.moved = undefined;
        this.stale = true;
        throw error;
      }
      this.took = performance.now() - began;
      if (this.took >= QUICK_MS) await sleep(this.took * REST, undefined, { ref: false });
    }
  }
}
