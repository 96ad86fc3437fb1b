import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { withPersonValues } from '../../analysis/breakdown.ts';
import { periodNumber, periodsOf } from '../../analysis/period.ts';
import { refuseTooMany } from '../../analysis/refuse-too-many.ts';
import { chains, stepMarks, stopMarks } from './chains.ts';
import { codeOf } from './code.ts';
import { enters, inOrder, peopleWithEvents } from './events.ts';
import { constantNames, eventValueNames, type FunnelQuestion, isPerValue, windowOf } from './question.ts';
import { tiesSettled } from './ties.ts';

/**
 * FROM-expression with the attempt of each person that counts: the furthest, the earliest of these
 * (in a trend one for each period that they entered in; where all steps must agree on a value, one for each value);
 * or all of their attempts, where these are counted.
 * `person`, `period` in a trend, `depth` (steps reached), `times` of these (ms since the span began), `value0`, `value1`.
 */
export function attempts(asked: Asked<FunnelQuestion>, sampled: boolean): Sql {
  const { question } = asked;
  const { count, show } = question;
  const people = isPerValue(question) ? [sql`person`, ...eventValueNames(question)] : [sql`person`];
  const grouped = [...people, ...constantNames(question)];
  const walked = withDepths(
    asked,
    chains(question, tiesSettled(question, peopleWithEvents(asked, sampled), grouped), grouped),
    grouped,
  );
  const counted = question.excluded === 'person' ? unbroken(question, walked) : walked;
  const chosen =
    count === 'attempts'
      ? oneAfterAnother(asked, counted, grouped)
      : show === 'trend'
        ? bestOfPeriods(asked, counted, grouped)
        : bestOfAll(question, counted, grouped);
  const rows = valued(question, chosen, grouped);
  const apart = count === 'people' && grouped.length > people.length;
  return withPersonValues(apart ? furthest(question, rows, people) : rows, question.by, asked.scope);
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
  // whichever steps are done, they are until the first excluded event
  const untilStopped = (mark: Sql) => stops.map((stop) => sql`${timeOf(mark)} <= ${timeOf(stop)}`);
  const begins = enters(asked, sql`mark`);
  const depth =
    order === 'any'
      ? sql.join(
          marks.map((mark) => sql`(${sql.and([inWindow(mark), ...untilStopped(mark)])})`),
          sql` + `,
        )
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
  const breaks = exclude.map(({ after, before }, i) => {
    const stop = stops[i]!;
    const isBefore = (mark: Sql) => sql`${timeOf(stop)} < ${timeOf(mark)}`;
    return order === 'any'
      ? sql.and([inWindow(stop), sql`(${sql.or(marks.map(isBefore))})`])
      : sql.and([inWindow(marks[after]!), inWindow(stop), isBefore(marks[before]!)]);
  });
  if (excluded === 'person' && exclude.length > 0)
    columns.push(sql`arrayMax(${perEvent(sql`${begins} AND ${sql.or(breaks)}`)}) AS broken`);
  if (question.count === 'attempts') {
    const late = sql`${timeOf(sql`mark`)} + ${sql.integer(windowOf(question))}`;
    const cut = stops.map((stop, i) => sql`if(${breaks[i]!}, ${timeOf(stop)}, ${late})`);
    const last = order === 'any' ? marks.map(timeOf) : [timeOf(marks.at(-1)!)];
    const over = sql`if(${begins} AND ${depth} = ${sql.integer(steps.length)}, arrayMax([${sql.join(last)}]),
      arrayMin([${sql.join([late, ...cut])}]))`;
    columns.push(sql`${perEvent(over)} AS ends`);
  }
  return sql`(SELECT ${sql.join(columns)} FROM ${rows})`;
}

/** Without those whom an excluded event stopped, unless another attempt of theirs got through. */
function unbroken({ steps, exclude, constant }: FunnelQuestion, rows: Sql): Sql {
  if (exclude.length === 0) return rows;
  if (constant.length > 0)
    return sql`(SELECT * FROM (SELECT *, max(broken) OVER (PARTITION BY person) AS stopped,
        max(arrayMax(depths)) OVER (PARTITION BY person) AS deepest FROM ${rows})
      WHERE NOT stopped OR deepest = ${sql.integer(steps.length)})`;
  return sql`(SELECT * FROM ${rows} WHERE NOT broken OR arrayMax(depths) = ${sql.integer(steps.length)})`;
}

function bestOfAll(question: FunnelQuestion, rows: Sql, grouped: readonly Sql[]): Sql {
  const marks = question.steps.map((_, i) => sql`${stepMarks(i)}[at]`);
  return sql`(SELECT ${sql.join(grouped)}, arrayMax(depths) AS depth, indexOf(depths, depth) AS at,
      ${reached(question, marks)} AS path
    FROM ${rows})`;
}

function bestOfPeriods(asked: Asked<FunnelQuestion>, rows: Sql, grouped: readonly Sql[]): Sql {
  const group = sql.join([...grouped, sql`period`]);
  return sql`(SELECT ${group}, max(reach) AS depth, argMax(way, (reach, -toInt64(nth))) AS path
    FROM ${entries(asked, rows, grouped)} GROUP BY ${group})`;
}

/**
 * All attempts, one after another: the next begins later than the last one is over, which is with its last step, with
 * an excluded event that ends it, or with its window. An entry before that counts instead if it leads further.
 */
function oneAfterAnother(asked: Asked<FunnelQuestion>, rows: Sql, grouped: readonly Sql[]): Sql {
  const { timeOf } = codeOf(asked.question);
  const begun = (array: Sql) => sql`arrayFilter((x, depth) -> depth > 0, ${array}, depths)`;
  const times = sql`arrayMap(mark -> ${timeOf(sql`mark`)}, marks)`;
  const chosen = sql`arrayFold((chosen, nth, depth, time, end) -> if(time > chosen.2,
      (arrayPushBack(chosen.1, nth), end, depth),
      if(depth > chosen.3, (arrayPushBack(arrayPopBack(chosen.1), nth), end, depth), chosen)),
    ${sql.join([sql`arrayEnumerate(marks)`, sql`arrayMap(depth -> toUInt8(depth), depths)`, times, sql`arrayMap(end -> toInt64(end), ends)`].map(begun))},
    (CAST([], 'Array(UInt32)'), toInt64(-1), toUInt8(0))).1`;
  const period = asked.question.show === 'trend' ? [sql`period`] : [];
  const counted = sql`(SELECT *, ${chosen} AS chosen FROM ${rows})`;
  return sql`(SELECT ${sql.join([...grouped, ...period])}, reach AS depth, way AS path
    FROM ${entries(asked, counted, [...grouped, sql`chosen`])} WHERE has(chosen, nth))`;
}

/** A row for each entry of each person: `reach`, `way`, its number `nth` among their events, and in a trend `period`. */
function entries(asked: Asked<FunnelQuestion>, rows: Sql, kept: readonly Sql[]): Sql {
  const { question } = asked;
  const marks = question.steps.map((_, i) => stepMarks(i));
  const period = question.show === 'trend' ? [sql`${periodOf(asked)} AS period`] : [];
  return sql`(SELECT ${sql.join([...kept, sql`depth AS reach`, sql`nth`, ...period, sql`${reached(question, marks)} AS way`])}
    FROM ${rows} ARRAY JOIN ${sql.join([sql`depths AS depth`, sql`marks AS mark`, sql`arrayEnumerate(marks) AS nth`, ...marks])} WHERE depth > 0)`;
}

/** The number of the period in which a mark lies. */
function periodOf({ question, from, to, scope }: Asked<FunnelQuestion>): Sql {
  const time = codeOf(question).timeOf(sql`mark`);
  const moment = sql`fromUnixTimestamp64Milli(${sql.integer(from.getTime())} + ${time}, 'UTC')`;
  const periods = periodsOf({ from, to }, question.unit, scope);
  refuseTooMany({ periods: periods.count, columns: question.steps.length }, question);
  return periodNumber(moment, periods);
}

/** Of the attempts of each person with different values of what is constant, the furthest, the earliest of these. */
function furthest(question: FunnelQuestion, rows: Sql, people: readonly Sql[]): Sql {
  const keys = sql.join([...people, ...(question.show === 'trend' ? [sql`period`] : [])]);
  const values = isPerValue(question) ? [] : eventValueNames(question);
  const own = [sql`depth`, sql`times`, ...values];
  const order = [sql`-toInt32(depth)`, sql`arraySlice(times, 1, depth)`, ...values];
  const columns = own.map((name, i) => sql`best.${sql.integer(i + 1)} AS ${name}`);
  return sql`(SELECT ${keys}, ${sql.join(columns)} FROM (SELECT ${keys},
    argMin((${sql.join(own)}), (${sql.join(order)})) AS best FROM ${rows} GROUP BY ${keys}))`;
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
