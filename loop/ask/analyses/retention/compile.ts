import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis.ts';
import { ranked, valueNames } from '../../breakdown.ts';
import { cohortsOf } from './cohorts.ts';
import { entrances } from './entrances.ts';
import type { RetentionQuestion } from './question.ts';

/**
 * One row a group, cohort and period: `people` who count as returned in the column of that number (0: the cohort);
 * `total` and `payments`, sum and number of the amounts paid so many periods after the start (0 without a value).
 */
export function compileRetention(asked: Asked<RetentionQuestion>): Sql {
  const { question } = asked;
  return sql`SELECT place, any(shown) AS shown, cohort, period,
      sum(people) AS people, sum(total) AS total, sum(payments) AS payments
    FROM ${ranked(counted(question, entrances(asked, cohortsOf(asked))), question, sql`if(period = 0, people, 0)`)}
    GROUP BY place, cohort, period ORDER BY place, cohort, period`;
}

function counted({ by, value }: RetentionQuestion, rows: Sql): Sql {
  const keys = sql.join([sql`cohort`, ...valueNames(by)]);
  if (!value)
    return sql`(SELECT ${keys}, period, count() AS people, 0 AS total, 0 AS payments
      FROM (SELECT ${keys}, arrayJoin(arrayPushFront(cells, 0)) AS period FROM ${rows}) GROUP BY ${keys}, period)`;
  return sql`(SELECT ${keys}, row.1 AS period, countIf(row.2 = 1) AS people, sum(row.3) AS total, countIf(row.2 = 0) AS payments
    FROM (SELECT ${keys}, arrayJoin(arrayConcat(
      arrayMap(cell -> (toInt32(cell), 1, 0.), arrayPushFront(cells, 0)),
      arrayMap(amount -> (amount.1, 0, amount.2), amounts))) AS row FROM ${rows}) GROUP BY ${keys}, period)`;
}
