import { type Sql, sql } from '#lib/sql';
import type { Columns } from '#lib/store';

/** Sub-selects that one statement asks. */
const AT_ONCE = 40;

/** The people of each sub-select, in its place: many of them in one statement. */
export async function peopleOfAll(
  columns: Pick<Columns, 'read'>,
  selects: readonly Sql[],
): Promise<string[][]> {
  const found: string[][] = selects.map(() => []);
  const parts = selects.map(
    (people, i) => sql`SELECT ${sql.integer(i)} AS i, toString(person) AS person FROM (${people})`,
  );
  for (let from = 0; from < parts.length; from += AT_ONCE) {
    const some = sql.join(parts.slice(from, from + AT_ONCE), sql` UNION ALL `);
    for (const { i, person } of await columns.read<{ i: number; person: string }>(some))
      found[i]!.push(person);
  }
  return found;
}
