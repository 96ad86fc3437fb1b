export { type BackupSummary, backup } from './backup/backup.ts';
export { readBackup } from './backup/backup-contents.ts';
export { Bucket, type BucketSettings } from './backup/bucket.ts';
export { countTables } from './backup/count-tables.ts';
export { restore } from './backup/restore.ts';
export type { StoresAndFolder } from './backup/stores-and-folder.ts';
export { DRAFT } from './backup/write-whole.ts';
export type { Database } from './database/database.ts';
export { openDatabase } from './database/open-database.ts';
export { takeLease } from './database/postgres.ts';
export { faultWithin } from './fault-within.ts';
export {
  databaseUnreachable,
  engineSilent,
  folderReadOnly,
  noRoomForBackup,
  noStore,
  storeOlder,
  warehouseUnreachable,
} from './faults.ts';
export { outsideCauseOf } from './folder/folder-fault.ts';
export { foreignWithin, refuseOtherUser } from './folder/folder-owner.ts';
export { takeForeignRights } from './folder/folder-rights.ts';
export { checkInstallation, placeOf, refuseOtherPlaces } from './folder/installation.ts';
export { lockFolder } from './folder/lock-folder.ts';
export { type Machine, machine } from './limits/machine.ts';
export { migrate, migrationsDone, pendingMigrations } from './migrate.ts';
export type { Migration } from './migration.ts';
export { isStoreAway, outlast } from './outlast.ts';
export { remedyOf } from './remedy.ts';
export { unlessFull } from './unless-full.ts';
export { defineLookup, type Lookup, refreshLookup, settleEverywhere } from './warehouse/lookup.ts';
export { memoryLimitOf } from './warehouse/memory-limit.ts';
export {
  alterTable,
  everywhere,
  materializedView,
  mergeTree,
  type TableShape,
} from './warehouse/merge-tree.ts';
export { type OpenWarehouse, openWarehouse } from './warehouse/open-warehouse.ts';
export { localTable, markRemoved, removeRows } from './warehouse/remove-rows.ts';
export type { EngineSettings, InsertOptions, ReadOptions, Warehouse } from './warehouse/warehouse.ts';
