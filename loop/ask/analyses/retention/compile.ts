import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { byPlace, valueNames } from '../../analysis/breakdown.ts';
import { cohortsOf } from './cohorts.ts';
import { cellsOf, entrances } from './entrances.ts';
import type { RetentionQuestion } from './question.ts';

/**
 * One row a group, cohort and period: `people` who count as returned in the column of that number (0: the cohort);
 * `total` and `payments`, sum and number of the amounts paid so many periods after the start (0 without a value).
 */
export function compileRetention(asked: Asked<RetentionQuestion>): Sql {
  const { question } = asked;
  const cohorts = cohortsOf(asked);
  const rows = entrances(asked, cohorts);
  const cells = sql`arrayPushFront(${cellsOf(question, cohorts)}, 0)`;
  const counted = question.value ? withAmounts(question, cells, rows) : people(question, cells, rows);
  return byPlace(counted, question, {
    weight: sql`if(period = 0, people, 0)`,
    keys: [sql`cohort`, sql`period`],
    sums: [sql`people`, sql`total`, sql`payments`],
  });
}

/** Entrances that went on alike are counted first, so that only one of them is written out cell by cell. */
function people({ by }: RetentionQuestion, cells: Sql, rows: Sql): Sql {
  const keys = sql.join([sql`cohort`, ...valueNames(by)]);
  return sql`(SELECT ${keys}, period, sum(alike) AS people, 0 AS total, 0 AS payments
    FROM (SELECT ${keys}, later, count() AS alike FROM ${rows} GROUP BY ${keys}, later)
    ARRAY JOIN ${cells} AS period GROUP BY ${keys}, period)`;
}

function withAmounts({ by }: RetentionQuestion, cells: Sql, rows: Sql): Sql {
  const keys = sql.join([sql`cohort`, ...valueNames(by)]);
  return sql`(SELECT ${keys}, row.1 AS period, countIf(row.2 = 1) AS people, sum(row.3) AS total, countIf(row.2 = 0) AS payments
    FROM (SELECT ${keys}, arrayJoin(arrayConcat(
      arrayMap(cell -> (toInt32(cell), 1, 0.), ${cells}),
      arrayMap(amount -> (amount.1, 0, amount.2), amounts))) AS row FROM ${rows}) GROUP BY ${keys}, period)`;
}
