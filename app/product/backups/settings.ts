import { join } from 'node:path';
import type { BucketSettings } from '#lib/store';

/** When and where backups are made without anybody asking. */
export interface BackupSettings {
  /** A folder of this machine; `backups` in the data folder when absent. */
  readonly folder?: string | undefined;
  /** The time of day, once a day; never when absent. */
  readonly at?: { readonly hour: number; readonly minute: number; readonly zone: string } | undefined;
  /** How many of these are kept, here and in the bucket. */
  readonly keep: number;
  readonly bucket?: BucketSettings | undefined;
  /** Whether one is made before the stores are brought up to date. */
  readonly beforeMigration: boolean;
}

/** The settings where none are given. */
export const usualBackups: BackupSettings = { keep: 14, beforeMigration: true };

export function backupFolder(data: string, { folder }: BackupSettings): string {
  return folder ?? join(data, 'backups');
}
