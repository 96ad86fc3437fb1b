export { awaitStores } from './await-stores.ts';
export { newestIn } from './backups/kept-files.ts';
export { type LastBackup, readLastBackup } from './backups/last-backup.ts';
export { type BackupSettings, backupFolder, usualBackups } from './backups/settings.ts';
export { controls } from './controls.ts';
export type { Operations } from './door.ts';
export { isOpenToOthers } from './folder-warnings.ts';
export { openHouse } from './house.ts';
export { type BacklogReport, type EngineReport, inspect } from './inspect.ts';
export { ENOUGH_MEMORY } from './limit-notes.ts';

export { type Api, compose } from './operations.ts';
export { perform } from './perform.ts';
export { type PublicAddress, publicAddressOf } from './public-address.ts';
export { bringBack, keepSafe } from './safe-keeping.ts';
export { serve } from './serve.ts';

export type { SessionState } from './session-routes.ts';
export { version } from './version.ts';
