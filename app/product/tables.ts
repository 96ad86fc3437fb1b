import type { ScopeTable } from '#loop/access';
import { askTables } from '#loop/ask';
import { bitmapTables } from '#loop/bitmaps';
import { collectTables } from '#loop/collect';

/** The tables of the event store, as the modules name them. */
export const tables: readonly ScopeTable[] = [...collectTables, ...bitmapTables, ...askTables];
