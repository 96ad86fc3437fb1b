import { jobMigrations } from '#lib/jobs';
import type { Migration } from '#lib/store';
import { accessMigrations } from '#loop/access';
import { askMigrations } from '#loop/ask';
import { bitmapMigrations } from '#loop/bitmaps';
import { collectMigrations } from '#loop/collect';
import { definitionMigrations } from '#loop/definition';
import { demoMigrations } from './demo/table.ts';

/** Every step of every module, in the order in which they are taken. */
export const migrations: readonly Migration[] = [
  ...accessMigrations,
  ...collectMigrations,
  ...definitionMigrations,
  ...askMigrations,
  ...demoMigrations,
  ...jobMigrations,
  ...bitmapMigrations,
];
