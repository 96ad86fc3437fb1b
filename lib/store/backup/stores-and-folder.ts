import type { Database } from '../database/database.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** All that an installation keeps: both stores, and what lies in the data folder beside them. */
export interface StoresAndFolder {
  readonly warehouse: Warehouse;
  readonly database: Database;
  readonly folder: string;
  /** The files and folders in the folder that a backup holds. */
  readonly parts: readonly string[];
}
