import type { Rows } from '../database/database.ts';
import type { Columns } from '../warehouse/warehouse.ts';

/** All that an installation keeps: both stores, and what lies in the data folder beside them. */
export interface StoresAndFolder {
  readonly columns: Columns;
  readonly rows: Rows;
  readonly folder: string;
  /** The files and folders in the folder that a backup holds. */
  readonly parts: readonly string[];
}
