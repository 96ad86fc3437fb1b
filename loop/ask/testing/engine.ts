import type { Warehouse } from '#lib/store';
import { accessMigrations } from '#loop/access';
import { bitmapMigrations } from '#loop/bitmaps';
import { collectMigrations } from '#loop/collect';
import { definitionMigrations } from '#loop/definition';
import { openTestStore } from '../../../lib/store/testing/stores.ts';
import { askMigrations } from '../migrations.ts';

/** An engine with all tables that questions read, empty. Its `close` closes all that was opened. */
export async function testColumns(): Promise<Warehouse> {
  const store = await openTestStore([
    ...accessMigrations,
    ...collectMigrations,
    ...bitmapMigrations,
    ...definitionMigrations,
    ...askMigrations,
  ]);
  return Object.assign(Object.create(store.warehouse) as Warehouse, { close: () => store.close() });
}
