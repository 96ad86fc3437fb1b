export type { Definition } from './definition.ts';
export { Definitions } from './definitions.ts';
export { definitionJobs } from './jobs.ts';
export type { Kind } from './kind.ts';
export { definitionMigrations } from './migrations.ts';
export { Folder, Name } from './name.ts';
export { definitionOperations } from './operations.ts';
