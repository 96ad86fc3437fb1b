import { Sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';

/** Numbers in one statement: well below the engine's longest text. */
const CHUNK = 8000;

/** Asks about many numbers in statements the engine can read. */
export async function chunked<Row>(
  warehouse: Warehouse,
  people: readonly string[],
  statement: (list: Sql) => Sql,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let at = 0; at < people.length; at += CHUNK)
    rows.push(...(await warehouse.read<Row>(statement(numbers(people.slice(at, at + CHUNK))))));
  return rows;
}

/** Numbers of 64 bits in the text of the statement: as parameters they would not fit into an address. */
function numbers(people: readonly string[]): Sql {
  for (const person of people)
    if (!/^\d{1,20}$/.test(person)) throw new RangeError(`not a person: ${person}`);
  return new Sql([people.join(',')], []);
}
