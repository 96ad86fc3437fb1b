import { type Sql, sql } from '#lib/sql';
import { type EventChoice, patternsOf } from '#loop/condition';
import type { Asked } from '../../analysis/analysis.ts';
import type { ByDays, Days, NotByDays } from '../../analysis/by-days.ts';
import { periodOfDay } from '../../analysis/period.ts';
import { type Cohorts, cohortsOf } from './cohorts.ts';
import { columnsOf, periodsAsked, type RetentionQuestion } from './question.ts';

/** Who came back, from who did the two events on which days: of the periods of the calendar, each once. */
export function retentionByDays(asked: Asked<RetentionQuestion>): ByDays<'cells'> | NotByDays {
  const { question } = asked;
  const why = notByDays(question);
  if (why) return why;
  const cohorts = cohortsOf(asked);
  const ever = question.entry === 'ever' || question.entry === 'firstEver';
  return {
    events: [...patternsOf(question.start), ...patternsOf(question.return)],
    ...(!ever && { from: cohorts.periods.origin }),
    to: cohorts.returnsUntil,
    compile: (days) => ({ cells: compile(question, cohorts, days) }),
  };
}

function notByDays(question: RetentionQuestion): NotByDays | undefined {
  if (question.window === 'rolling')
    return { zh: '按每人自己的 24 小时计算', en: "periods are each person's own 24 hours" };
  if (question.minReturns > 1) return { zh: '要数回访次数', en: 'it counts how often people came back' };
  if (question.value) return { zh: '要累加一个数值', en: 'it adds up a number' };
  if (question.hold) return { zh: '回访要求属性同值', en: 'returns must share the value of a property' };
  return undefined;
}

/** Rows as `compileRetention` gives them. */
function compile(question: RetentionQuestion, cohorts: Cohorts, days: Days): Sql {
  const starts = startsOf(question, cohorts, days);
  const returns = returnsOf(question, cohorts, days);
  const sizes = sql`SELECT cohort, toInt32(0) AS period, bitmapCardinality(began) AS people FROM ${starts}`;
  const cells = sql`SELECT cohort, period, people FROM (${cellsOf(question, starts, returns)}) WHERE people > 0`;
  return sql`SELECT 1 AS place, cohort, period, people, 0 AS total, 0 AS payments
    FROM (${sizes} UNION ALL ${cells}) WHERE people > 0 ORDER BY cohort, period`;
}

/** FROM-expression: `cohort` and `began`, a state of who entered it. */
function startsOf({ start, entry }: RetentionQuestion, { periods, count }: Cohorts, days: Days): Sql {
  const period = sql`if(day < ${firstDay(periods)}, -1, ${periodOfDay(sql`day`, periods)})`;
  const did = sql`(SELECT toInt32(${period}) AS cohort, ${days.who(sql`groupBitmapMergeState(people)`)} AS began
    FROM ${days.rows} WHERE event IN ${namesOf(start)} GROUP BY cohort)`;
  const inSpan = sql`cohort >= 0 AND cohort < ${sql.integer(count)}`;
  if (entry === 'every') return sql`(SELECT * FROM ${did} WHERE ${inSpan})`;
  // who began before: in the span alone, or ever
  const among = entry === 'first' ? sql`(SELECT * FROM ${did} WHERE ${inSpan})` : did;
  return sql`(SELECT cohort, bitmapAndnot(began, before) AS began FROM (
      SELECT cohort, began, groupBitmapMergeState(began) OVER (ORDER BY cohort ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
      FROM ${among}) WHERE ${inSpan})`;
}

/** FROM-expression: `at`, a period of the calendar, and `came`, a state of who returned in it. */
function returnsOf({ return: came }: RetentionQuestion, { periods, reach }: Cohorts, days: Days): Sql {
  return sql`(SELECT toInt32(${periodOfDay(sql`day`, periods)}) AS at, ${days.who(sql`groupBitmapMergeState(people)`)} AS came
    FROM ${days.rows} WHERE event IN ${namesOf(came)} AND day >= ${firstDay(periods)} GROUP BY at
    HAVING at >= 0 AND at < ${sql.integer(reach)})`;
}

const namesOf = (choice: EventChoice) => patternsOf(choice).map(({ event }) => event);

const firstDay = ({ origin, timeZone }: Cohorts['periods']): Sql =>
  sql`toInt32(toDate(${origin}, ${timeZone}))`;

/** `cohort`, `period` (a column from 1 on) and `people` who count as returned in it. */
function cellsOf(question: RetentionQuestion, starts: Sql, returns: Sql): Sql {
  const { count } = question;
  const periods = periodsAsked(question);
  const pairs = sql`${starts} AS starts CROSS JOIN ${returns} AS returns`;
  const last = sql.integer(periods - 1);
  const widest = Math.max(...columnsOf(question).map(({ to }) => to));
  if (count === 'on')
    return sql`SELECT cohort, at - cohort AS period, bitmapAndCardinality(began, came) AS people FROM ${pairs}
      WHERE at > cohort AND at - cohort <= ${last}`;
  if (count === 'brackets') {
    const columns = columnsOf(question).slice(1);
    const list = (numbers: readonly number[]) => sql`[${sql.join(numbers.map(sql.integer))}]`;
    const fits = sql`arrayFilter((column, low, high) -> at - cohort BETWEEN low AND high,
      ${list(columns.map((_, i) => i + 1))}, ${list(columns.map(({ from }) => from))}, ${list(columns.map(({ to }) => to))})`;
    return sql`SELECT cohort, toInt32(column) AS period, bitmapCardinality(groupBitmapMergeState(both)) AS people FROM (
        SELECT cohort, at, bitmapAnd(began, came) AS both FROM ${pairs} WHERE at > cohort AND at - cohort <= ${sql.integer(widest)}
      ) ARRAY JOIN ${fits} AS column GROUP BY cohort, column`;
  }
  const each = sql`SELECT cohort, at - cohort AS later, bitmapAnd(began, came) AS both FROM ${pairs} WHERE at > cohort`;
  // a period in which nobody came has no row, and still is a column
  const whole = sql`SELECT cohort, toInt32(arrayJoin(range(1, ${sql.integer(periods)}))) AS period FROM ${starts}`;
  if (count === 'streak')
    return sql`SELECT cohort, later AS period, bitmapCardinality(all) AS people FROM (
        SELECT cohort, later, groupBitmapAndState(both) OVER so_far AS all, count() OVER so_far AS periods_so_far
        FROM (${each} AND later <= ${last}) WINDOW so_far AS (PARTITION BY cohort ORDER BY later ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      ) WHERE periods_so_far = later`;
  const reached = count === 'onOrAfter' ? sql`later >= period` : sql`later <= period`;
  return sql`SELECT whole.cohort AS cohort, period, bitmapCardinality(groupBitmapMergeState(both)) AS people
    FROM (${whole}) AS whole INNER JOIN (${each}) AS each ON whole.cohort = each.cohort
    WHERE ${reached} GROUP BY cohort, period`;
}
