import { countRows, rowTables } from './database-tables.ts';
import type { StoresAndFolder } from './stores-and-folder.ts';
import { columnShape, countTable } from './warehouse-tables.ts';

/** How many rows each table has at this moment: of the row store, and of the event store. */
export async function countTables({ columns, rows }: Pick<StoresAndFolder, 'columns' | 'rows'>): Promise<{
  rows: Readonly<Record<string, number>>;
  columns: Readonly<Record<string, number>>;
}> {
  const counts = { rows: {} as Record<string, number>, columns: {} as Record<string, number> };
  for (const table of await rowTables(rows)) counts.rows[table.name] = await countRows(rows, table);
  for (const table of (await columnShape(columns)).tables)
    counts.columns[table.name] = await countTable(columns, table);
  return counts;
}
