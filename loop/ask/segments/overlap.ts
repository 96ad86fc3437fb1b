import { sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';

/** How many people two segments hold, and how many are in both. */
export interface Overlap {
  readonly one: number;
  readonly other: number;
  readonly both: number;
}

export async function overlapOf(
  warehouse: Warehouse,
  scope: Scope,
  [one, other]: readonly [string, string],
  options?: ReadOptions,
): Promise<Overlap> {
  const [row] = await warehouse.read<{ one: string; other: string; both: string }>(
    sql`SELECT countIf(in_one) AS one, countIf(in_other) AS other, countIf(in_one AND in_other) AS both FROM (
      SELECT person, max(side = 1) AS in_one, max(side = 2) AS in_other FROM (
        SELECT person, 1 AS side FROM (${scope.segment(one)}) UNION ALL SELECT person, 2 AS side FROM (${scope.segment(other)})
      ) GROUP BY person)`,
    options,
  );
  return { one: Number(row?.one ?? 0), other: Number(row?.other ?? 0), both: Number(row?.both ?? 0) };
}
