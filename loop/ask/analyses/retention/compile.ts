import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { byPlace, valueNames } from '../../analysis/breakdown.ts';
import { cohortsOf } from './cohorts.ts';
import { cellsOf, entrances } from './entrances.ts';
import { type Count, columnsOf, type RetentionQuestion } from './question.ts';

/**
 * One row a group, cohort and period: `people` who count as returned in the column of that number (0: the cohort);
 * `total` and `payments`, sum and number of the amounts paid so many periods after the start (0 without a value).
 */
export function compileRetention(asked: Asked<RetentionQuestion>): Sql {
  const { question } = asked;
  const cohorts = cohortsOf(asked);
  const rows = entrances(asked, cohorts);
  const cells = sql`arrayPushFront(${cellsOf(question, cohorts)}, 0)`;
  const counted = countingOf(question)(question, cells, rows);
  return byPlace(counted, question, {
    weight: sql`if(period = 0, people, 0)`,
    keys: [sql`cohort`, sql`period`],
    sums: [sql`people`, sql`total`, sql`payments`],
  });
}

function countingOf({ value }: RetentionQuestion) {
  if (!value) return people;
  return value.as === 'perReturning' ? withOwnAmounts : withAmounts;
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

/** The amounts of each column of those alone who count as returned in it. */
function withOwnAmounts(question: RetentionQuestion, cells: Sql, rows: Sql): Sql {
  const keys = sql.join([sql`cohort`, ...valueNames(question.by)]);
  const paid = sql`arraySum(amount -> if(${isIn(question)}, amount.2, 0.), amounts)`;
  return sql`(SELECT ${keys}, row.1 AS period, count() AS people, sum(row.2) AS total, toUInt64(0) AS payments
    FROM (SELECT ${keys}, arrayJoin(arrayMap(cell -> (toInt32(cell), ${paid}), ${cells})) AS row FROM ${rows}) GROUP BY ${keys}, period)`;
}

/** Whether an \`amount\` (periods after the start, number) belongs to a \`cell\`. */
function isIn(question: RetentionQuestion): Sql {
  const alone = sql`amount.1 = cell`;
  const columns = columnsOf(question);
  const list = (numbers: readonly number[]) => sql`[${sql.join(numbers.map(sql.integer))}]`;
  const tests: Record<Count, Sql> = {
    on: alone,
    streak: alone,
    onOrAfter: sql`if(cell = 0, ${alone}, amount.1 >= cell)`,
    onOrBefore: sql`amount.1 <= cell`,
    brackets: sql`amount.1 >= ${list(columns.map(({ from }) => from))}[cell + 1] AND amount.1 <= ${list(columns.map(({ to }) => to))}[cell + 1]`,
  };
  return tests[question.count];
}
