export * from './attribution/index.ts';
export * from './budget/index.ts';
export * from './buy-till-you-die/index.ts';
export * from './causal/index.ts';
export * from './experiments/index.ts';
export * from './groups/index.ts';
export * from './judge/index.ts';
export * from './linear/index.ts';
export * from './models/index.ts';
export * from './numeric/index.ts';
export { sharedBytes, sharedFloats, sharedIntegers, slices } from './parallel/shared-memory.ts';
export { alone, startWorkerPool } from './parallel/start-worker-pool.ts';
export type { WorkerPool } from './parallel/worker-pool.ts';
export * from './patterns/index.ts';
export * from './prepare/index.ts';
export * from './recommend/index.ts';
export * from './series/index.ts';
export * from './survival/index.ts';
export {
  type CategoryColumn,
  type Column,
  categoryColumn,
  columnNamed,
  type NumberColumn,
  numberColumn,
  type Table,
  table,
  takeRows,
} from './table.ts';
export * from './text/index.ts';
export * from './trees/index.ts';
export { checkpoint, type Work } from './work.ts';
