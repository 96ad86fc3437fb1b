export { type BackupSummary, backup } from './backup.ts';
export { readBackup } from './backup-contents.ts';
export { Bucket, type BucketSettings } from './bucket.ts';
export type { Columns, EngineSettings, InsertOptions, ReadOptions } from './columns.ts';
export { countTables } from './count-tables.ts';
export { faultWithin } from './fault-within.ts';
export {
  columnsUnreachable,
  engineSilent,
  folderReadOnly,
  noRoomForBackup,
  noStore,
  rowsUnreachable,
  storeOlder,
} from './faults.ts';
export { outsideCauseOf } from './folder-fault.ts';
export { foreignWithin, refuseOtherUser } from './folder-owner.ts';
export { takeForeignRights } from './folder-rights.ts';
export { checkInstallation, placeOf, refuseOtherPlaces } from './installation.ts';
export { type Machine, machine } from './limits/machine.ts';
export { lockFolder } from './lock-folder.ts';
export { defineLookup, type Lookup, refreshLookup, settleEverywhere } from './lookup.ts';
export { memoryLimitOf } from './memory-limit.ts';
export { alterTable, everywhere, materializedView, mergeTree, type TableShape } from './merge-tree.ts';
export { migrate, migrationsDone, pendingMigrations } from './migrate.ts';
export type { Migration } from './migration.ts';
export { type OpenColumns, openColumns } from './open-columns.ts';
export { openRows } from './open-rows.ts';
export { isStoreAway, outlast } from './outlast.ts';
export { takeLease } from './postgres.ts';
export { remedyOf } from './remedy.ts';
export { markRemoved, removeRows } from './remove-rows.ts';
export { restore } from './restore.ts';
export type { Rows } from './rows.ts';
export type { StoresAndFolder } from './stores-and-folder.ts';
export { unlessFull } from './unless-full.ts';
export { DRAFT } from './write-whole.ts';
