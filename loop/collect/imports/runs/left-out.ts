import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';
import type { Import } from '../table.ts';
import { sourceOf } from './write-part.ts';

/** Rows of an import that were left out for one reason. */
export interface LeftOut {
  readonly reason: string;
  readonly times: number;
  /** The first lines of them in the file. */
  readonly lines: readonly number[];
}

const LINES = 5;

/** Why rows of an import were left out, the most frequent reason first. */
export async function leftOut(warehouse: Warehouse, scope: Scope, entry: Import): Promise<LeftOut[]> {
  if (entry.rejected === 0) return [];
  const rows = await warehouse.read<{ reason: string; sum: string; lines: string[] }>(
    sql`SELECT toString(reason) AS reason, toString(sum(times)) AS sum,
      arrayMap(n -> toString(n), arraySort(groupArraySorted(${sql.integer(LINES)})(line))) AS lines
      FROM ${scope.rejects} WHERE source = ${sourceOf(entry)}
      GROUP BY reason ORDER BY sum(times) DESC`,
  );
  return rows.map(({ reason, sum, lines }) => ({ reason, times: Number(sum), lines: lines.map(Number) }));
}
