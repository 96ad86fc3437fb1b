import type { Columns } from './columns.ts';
import type { Rows } from './rows.ts';

/** All that an installation keeps: both stores, and what lies in the data folder beside them. */
export interface StoresAndFolder {
  readonly columns: Columns;
  readonly rows: Rows;
  readonly folder: string;
  /** The files and folders in the folder that a backup holds. */
  readonly parts: readonly string[];
}
