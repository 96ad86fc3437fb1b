export { unknownRun } from './faults.ts';
export type { Jobs } from './jobs.ts';
export { Interrupted, type JobKind, type Progress, type RunContext } from './kind.ts';
export { jobMigrations } from './migrations.ts';
export { openJobs } from './open-jobs.ts';
export { type RunRow, runStates } from './table.ts';
