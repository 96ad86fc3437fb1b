export * from './attribution/index.ts';
export * from './budget/index.ts';
export * from './judge/index.ts';
export * from './numeric/index.ts';
export { sharedBytes, sharedFloats, sharedIntegers, slices } from './parallel/shared.ts';
export { alone, startTeam, type Team } from './parallel/team.ts';
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
export { breathe, type Work } from './work.ts';
