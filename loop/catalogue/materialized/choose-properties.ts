import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';

/** A property of events that may have typed columns of its own. */
export interface MaterializedProperty {
  readonly type: 'text' | 'number';
  readonly name: string;
}

const DAYS = 90;
const LEAST_SHARE = 0.01;
const MOST_VALUES = 10_000;

/**
 * Properties on one event in a hundred of the 90 days up to a project's newest event, texts only while they have few
 * values; the most frequent first. Not the clock counts but the newest event: imported history is asked about too.
 */
export async function chooseProperties(warehouse: Warehouse, most: number): Promise<MaterializedProperty[]> {
  const found = await warehouse.read<MaterializedProperty>(sql`
    WITH newest AS (SELECT project, least(max(time), now64(3)) AS newest FROM events GROUP BY project),
    shapes AS (SELECT project, mapKeys(texts) AS text, mapKeys(numbers) AS number, count() AS n
      FROM events INNER JOIN newest USING project WHERE time > newest - toIntervalDay(${sql.integer(DAYS)})
      GROUP BY project, text, number),
    sizes AS (SELECT project, sum(n) AS size FROM shapes GROUP BY project)
    SELECT type, name, max(carried / size) AS share FROM (
      SELECT project, key.1 AS type, key.2 AS name, sum(n) AS carried
      FROM shapes ARRAY JOIN arrayConcat(arrayMap(name -> ('text', name), text), arrayMap(name -> ('number', name), number)) AS key
      GROUP BY project, type, name) AS keys
    INNER JOIN sizes USING project
    GROUP BY type, name HAVING share >= ${LEAST_SHARE} ORDER BY share DESC, type, name LIMIT ${sql.integer(3 * most)}`);
  const texts = found.filter(({ type }) => type === 'text').map(({ name }) => name);
  const many = texts.length > 0 ? await withManyValues(warehouse, texts) : new Set<string>();
  return found
    .filter(({ type, name }) => type === 'number' || !many.has(name))
    .map(({ type, name }) => ({ type, name }));
}

async function withManyValues(warehouse: Warehouse, names: readonly string[]): Promise<Set<string>> {
  const values = sql`arrayConcat(CAST(texts, 'Array(Tuple(String, String))'),
    arrayMap(pair -> (pair.1, toString(pair.2)), CAST(numbers, 'Array(Tuple(String, Float64))')))`;
  const found = await warehouse.read<{ name: string }>(sql`SELECT pair.1 AS name
    FROM (SELECT arrayJoin(arrayFilter(pair -> pair.1 IN ${names}, ${values})) AS pair FROM events)
    GROUP BY name HAVING uniqCombined(pair.2) >= ${sql.integer(MOST_VALUES)}`);
  return new Set(found.map(({ name }) => name));
}
