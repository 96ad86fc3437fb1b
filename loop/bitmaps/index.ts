export { Bitmaps, type Days } from './bitmaps.ts';
export { bitmapJobs } from './jobs.ts';
export { bitmapMigrations } from './migrations.ts';
export { bitmapTables } from './tables.ts';
