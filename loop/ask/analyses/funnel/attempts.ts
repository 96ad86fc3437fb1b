import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { withPersonValues } from '../../analysis/breakdown.ts';
import { periodNumber, periodsOf } from '../../analysis/period.ts';
import { refuseTooMany } from '../../analysis/refuse-too-many.ts';
import { chains, stepMarks, stopMarks } from './chains.ts';
import { codeOf } from './code.ts';
import { enters, inOrder, peopleWithEvents } from './events.ts';
import { eventValueNames, type FunnelQuestion, isPerValue, windowOf } from './question.ts';
import { tiesSettled } from './ties.ts';

/**
 * FROM-expression with the attempt of each person that counts: the furthest, the earliest of these
 * (in a trend one for each period that they entered in; where all steps must agree on a value, one for each value).
 * `person`, `period` in a trend, `depth` (steps reached), `times` of these (ms since the span began), `value0`, `value1`.
 */
export function attempts(asked: Asked<FunnelQuestion>, sampled: boolean): Sql {
  const { question } = asked;
  const grouped = isPerValue(question) ? [sql`person`, ...eventValueNames(question)] : [sql`person`];
  const walked = withDepths(
    asked,
    chains(question, tiesSettled(question, peopleWithEvents(asked, sampled), grouped), grouped),
    grouped,
  );
  const counted = question.excluded === 'person' ? unbroken(question, walked) : walked;
  const best =
    question.show === 'trend'
      ? bestOfPeriods(asked, counted, grouped)
      : bestOfAll(question, counted, grouped);
  return withPersonValues(valued(question, best, grouped), question.by, asked.scope);
}

/** Each event's `depths`: how many steps an attempt that begins with it reaches; 0 where none begins. */
function withDepths(asked: Asked<FunnelQuestion>, rows: Sql, grouped: readonly Sql[]): Sql {
  const { question } = asked;
  const { steps, exclude, order, excluded } = question;
  const { isWithin, timeOf } = codeOf(question);
  const marks = steps.map((_, i) => stepMarks(i));
  const stops = exclude.map((_, i) => stopMarks(i));
  const inWindow = (mark: Sql) => sql`(${isWithin(mark, windowOf(question), sql`mark`)})`;
  const clean = (step: number) =>
    exclude.flatMap(({ after, before }, i) =>
      after < step && step <= before ? [sql`${timeOf(marks[step]!)} <= ${timeOf(stops[i]!)}`] : [],
    );
  const begins = enters(asked, sql`mark`);
  const depth =
    order === 'any'
      ? sql.join(marks.map(inWindow), sql` + `)
      : marks
          .slice(1)
          .map((mark, i) => sql.and([inWindow(mark), ...clean(i + 1)]))
          .reduceRight((deeper, reached) => sql`1 + if(${reached}, ${deeper}, 0)`, sql`1`);
  const perEvent = (value: Sql) =>
    sql`arrayMap((${sql.join([sql`mark`, ...marks, ...stops])}) -> ${value},
      ${sql.join([sql`marks`, ...marks, ...stops])})`;
  const columns = [
    ...grouped,
    sql`marks`,
    ...marks,
    sql`${perEvent(sql`if(${begins}, ${depth}, 0)`)} AS depths`,
  ];
  if (excluded === 'person' && exclude.length > 0) {
    const breaks = exclude.map(({ after, before }, i) =>
      sql.and([
        inWindow(marks[after]!),
        inWindow(stops[i]!),
        sql`${timeOf(stops[i]!)} < ${timeOf(marks[before]!)}`,
      ]),
    );
    columns.push(sql`arrayMax(${perEvent(sql`${begins} AND ${sql.or(breaks)}`)}) AS broken`);
  }
  return sql`(SELECT ${sql.join(columns)} FROM ${rows})`;
}

/** Without those whom an excluded event stopped, unless another attempt of theirs got through. */
function unbroken({ steps, exclude }: FunnelQuestion, rows: Sql): Sql {
  if (exclude.length === 0) return rows;
  return sql`(SELECT * FROM ${rows} WHERE NOT broken OR arrayMax(depths) = ${sql.integer(steps.length)})`;
}

function bestOfAll(question: FunnelQuestion, rows: Sql, grouped: readonly Sql[]): Sql {
  const marks = question.steps.map((_, i) => sql`${stepMarks(i)}[at]`);
  return sql`(SELECT ${sql.join(grouped)}, arrayMax(depths) AS depth, indexOf(depths, depth) AS at,
      ${reached(question, marks)} AS path
    FROM ${rows})`;
}

function bestOfPeriods(asked: Asked<FunnelQuestion>, rows: Sql, grouped: readonly Sql[]): Sql {
  const { question, from, to, scope } = asked;
  const marks = question.steps.map((_, i) => stepMarks(i));
  const time = codeOf(question).timeOf(sql`mark`);
  const moment = sql`fromUnixTimestamp64Milli(${sql.integer(from.getTime())} + ${time}, 'UTC')`;
  const periods = periodsOf({ from, to }, question.unit, scope);
  refuseTooMany({ periods: periods.count, columns: question.steps.length }, question);
  const period = periodNumber(moment, periods);
  const entries = sql`(SELECT ${sql.join(grouped)}, depth AS reach, nth, ${period} AS period,
      ${reached(question, marks)} AS way
    FROM ${rows} ARRAY JOIN ${sql.join([sql`depths AS depth`, sql`marks AS mark`, sql`arrayEnumerate(marks) AS nth`, ...marks])} WHERE depth > 0)`;
  const group = sql.join([...grouped, sql`period`]);
  return sql`(SELECT ${group}, max(reach) AS depth, argMax(way, (reach, -toInt64(nth))) AS path
    FROM ${entries} GROUP BY ${group})`;
}

/** The marks of the steps in the order in which they were reached; what follows the first `depth` of them does not count. */
function reached(question: FunnelQuestion, marks: readonly Sql[]): Sql {
  const all = sql`[${sql.join(marks)}]`;
  return question.order === 'any' ? inOrder(question, all) : all;
}

/** With the values of a breakdown that belong to events, taken where the question says. */
function valued(question: FunnelQuestion, rows: Sql, grouped: readonly Sql[]): Sql {
  const { attribute, order, show } = question;
  const { timeOf } = codeOf(question);
  const at =
    attribute === 'last' ? sql`depth` : sql.integer(typeof attribute === 'object' ? attribute.step + 1 : 1);
  const shared = (value: Sql) =>
    order === 'strict' ? sql`${value}[if(length(${value}) = 1, 1, ${at})]` : value;
  const values = isPerValue(question)
    ? []
    : eventValueNames(question).map(
        (name, i) =>
          sql`if(depth >= ${at}, ${shared(sql`path[${at}].${sql.integer(i + 2)}`)}, '\\0') AS ${name}`,
      );
  const columns = [...grouped, sql`depth`, sql`arrayMap(m -> ${timeOf(sql`m`)}, path) AS times`, ...values];
  if (show === 'trend') columns.push(sql`period`);
  return sql`(SELECT ${sql.join(columns)} FROM ${rows})`;
}
