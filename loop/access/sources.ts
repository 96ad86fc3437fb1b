import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import type { Source } from '#loop/condition';

/** First, last, count, prompt, earliest, latest: a week as the engine tells it, large numbers as text. */
type Told = readonly (string | number)[];

/**
 * What each source of a project sent, week by week. The innermost statement is word for word the projection `sent_weeks`
 * of events: so it is read off what merges keep, and costs the same however many events there are.
 */
export async function sourcesOf(warehouse: Warehouse, project: number): Promise<Source[]> {
  const rows = await warehouse.read<{ name: string; names: string[]; weeks: Told[] }>(
    sql`SELECT name, groupUniqArrayArray(happened) AS names,
        arraySort(groupArray((first, last, count, prompt, earliest, latest))) AS weeks
      FROM (SELECT source AS name, week, groupArray(event) AS happened,
          toUnixTimestamp64Milli(min(least_time)) AS first, toUnixTimestamp64Milli(max(greatest_time)) AS last,
          sum(events) AS count, sum(in_time) AS prompt, min(least_clock) AS earliest, max(greatest_clock) AS latest
        FROM (SELECT source, event, toMonday(time) AS week, min(time) AS least_time, max(time) AS greatest_time,
            count() AS events, countIf(received < time + INTERVAL 1 HOUR) AS in_time,
            min(toUnixTimestamp64Milli(time) % 86400000) AS least_clock, max(toUnixTimestamp64Milli(time) % 86400000) AS greatest_clock
          FROM events WHERE project = ${sql.typed('UInt32', project)} GROUP BY source, event, week)
        GROUP BY source, week)
      GROUP BY name`,
  );
  return rows.map(({ name, names, weeks }) => ({ name, events: new Set(names), weeks: weeks.map(weekOf) }));
}

function weekOf(told: Told) {
  const [first = 0, last = 0, count = 0, prompt = 0, earliest = 0, latest = 0] = told.map(Number);
  return { first, last, count, prompt, earliest, latest };
}
