import type { Migration } from '#lib/store';
import { accessMigrations } from '#loop/access';

/** Every step of every room, in the order in which they are taken. */
export const migrations: readonly Migration[] = [...accessMigrations];
