export type { Columns, InsertOptions, ReadOptions } from './columns.ts';
export { type FolderLock, lockFolder } from './lock-folder.ts';
export { alterTable, materializedView, mergeTree, type TableShape } from './merge-tree.ts';
export { migrate, migrationsDone } from './migrate.ts';
export type { Migration } from './migration.ts';
export { type ColumnsOptions, type OpenColumns, openColumns } from './open-columns.ts';
export { openRows, type RowsOptions } from './open-rows.ts';
export type { Rows } from './rows.ts';
