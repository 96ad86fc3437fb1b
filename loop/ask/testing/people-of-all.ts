import { Fault } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';

/** Sub-selects that one statement asks. */
const AT_ONCE = 40;

/** The people of each sub-select, in its place: many of them in one statement. */
export async function peopleOfAll(
  warehouse: Pick<Warehouse, 'read'>,
  selects: readonly Sql[],
): Promise<string[][]> {
  const found: string[][] = selects.map(() => []);
  const parts = selects.map(
    (people, i) => sql`SELECT ${sql.integer(i)} AS i, toString(person) AS person FROM (${people})`,
  );
  for (let from = 0; from < parts.length; from += AT_ONCE)
    for (const { i, person } of await together(warehouse, parts.slice(from, from + AT_ONCE)))
      found[i]!.push(person);
  return found;
}

/** What the engine says of a statement of too many parts. */
const TOO_BIG = 'store.too-complex';

type Found = { i: number; person: string };

/** In halves where they are more than the engine takes at once. */
async function together(warehouse: Pick<Warehouse, 'read'>, parts: readonly Sql[]): Promise<Found[]> {
  try {
    return await warehouse.read<Found>(sql.join(parts, sql` UNION ALL `));
  } catch (error) {
    const half = Math.ceil(parts.length / 2);
    if (parts.length === 1 || !(error instanceof Fault) || error.code !== TOO_BIG) throw error;
    return [
      ...(await together(warehouse, parts.slice(0, half))),
      ...(await together(warehouse, parts.slice(half))),
    ];
  }
}
