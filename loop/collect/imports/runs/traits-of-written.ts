import { type Sql, sql } from '#lib/sql';
import type { Import } from '../table.ts';

/** Whether rows of an import may tell of people beside their events. */
export function tellsOfPeople({ mapping, layout }: Pick<Import, 'mapping' | 'layout'>): boolean {
  return layout.format === 'jsonl' || mapping.columns.some(({ role }) => role === 'trait' || role === 'both');
}

/**
 * Tells again what rows say of people whose events are written: an engine that was killed may have written the one without the
 * other. What was told before says the same. As the view `file_rows_traits` has it.
 */
export function traitsOfWritten(rows: Sql, events: Sql): Sql {
  return sql`INSERT INTO person_properties (project, name, person, text, number, moment, gone, version)
    SELECT project, trait.name AS name, sipHash64(project, distinct_id) AS person, trait.text AS text,
      if(isNaN(trait.number), NULL, trait.number) AS number, if(toYear(trait.moment) = 1900, NULL, trait.moment) AS moment,
      toUInt8(0) AS gone, toUInt64(4611686018427387904 + toUnixTimestamp64Milli(time)) AS version
    FROM (${rows}) ARRAY JOIN traits AS trait WHERE id IN (SELECT id FROM events WHERE ${events})`;
}
