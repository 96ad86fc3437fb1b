import { countRows, databaseTables } from './database-tables.ts';
import type { StoresAndFolder } from './stores-and-folder.ts';
import { countTable, warehouseShape } from './warehouse-tables.ts';

/** How many rows each table has at this moment: of the row store, and of the event store. */
export async function countTables({
  warehouse,
  database,
}: Pick<StoresAndFolder, 'warehouse' | 'database'>): Promise<{
  rows: Readonly<Record<string, number>>;
  columns: Readonly<Record<string, number>>;
}> {
  const counts = { rows: {} as Record<string, number>, columns: {} as Record<string, number> };
  for (const table of await databaseTables(database))
    counts.rows[table.name] = await countRows(database, table);
  for (const table of (await warehouseShape(warehouse)).tables)
    counts.columns[table.name] = await countTable(warehouse, table);
  return counts;
}
