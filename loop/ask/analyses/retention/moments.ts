import { type Sql, sql } from '#lib/sql';
import { type EventChoice, matchesAny, ownEvents, patternsOf, type Scope } from '#loop/condition';
import type { Asked } from '../../analysis/analysis.ts';
import { eventValues, valueNames } from '../../analysis/breakdown.ts';
import { whichEvents, whichPeople } from '../../analysis/narrow.ts';
import { periodNumber } from '../../analysis/period.ts';
import type { Cohorts } from './cohorts.ts';
import type { RetentionQuestion } from './question.ts';

/**
 * Moments: `person`, `starts` and `returns` (whether it is one), `period`; `ms` where more than the period matters;
 * with a value `amount`; with a property held constant `held`; `value0`, `value1` where the breakdown is by properties of the start event.
 * Entries that look no further than the span mark its events in one scan; the others add the starts found in history.
 */
export function moments(asked: Asked<RetentionQuestion>, cohorts: Cohorts): Sql {
  const { question, scope } = asked;
  const { start, return: came, entry } = question;
  const { origin } = cohorts.periods;
  const returns = sql.and([
    matchesAny(patternsOf(came), scope),
    ...(cohorts.returnsFrom > origin ? [sql`time >= ${cohorts.returnsFrom}`] : []),
  ]);
  const scan = (starts: Sql, which: readonly Sql[], values: readonly Sql[]) => {
    const inTime = [sql`time >= ${origin}`, sql`time < ${cohorts.returnsUntil}`];
    return sql`SELECT person, ${starts} AS starts, ${returns} AS returns, ${details(asked, cohorts, amountOf(asked), values)}
      FROM ${scope.events} WHERE ${sql.and([...which, ...inTime, ...whichEvents(asked), ...whichPeople(asked, 'figures')])}`;
  };
  if (entry === 'ever' || entry === 'firstEver')
    return sql`${firstStarts(asked, cohorts)} UNION ALL ${scan(sql`0`, [returns], [...heldOf(asked), ...noValues(question)])}`;
  const starts = sql.and([matchesAny(patternsOf(start), scope), sql`time < ${cohorts.startsUntil}`]);
  return scan(starts, [sql.or([starts, returns])], [...heldOf(asked), ...eventValues(question.by, scope)]);
}

/** The start of each person whose first, looked for in all history, lies in the span; events of the same moment all. */
function firstStarts(asked: Asked<RetentionQuestion>, cohorts: Cohorts): Sql {
  const { question, scope } = asked;
  const inSpan = [sql`time >= ${cohorts.periods.origin}`, sql`time < ${cohorts.startsUntil}`];
  const select = (from: Sql, where: readonly Sql[], values: readonly Sql[]) =>
    sql`SELECT person, 1 AS starts, 0 AS returns, ${details(asked, cohorts, noAmount, values)}
      FROM ${from} WHERE ${sql.and([...inSpan, ...where])}`;
  const filtered = patternsOf(question.start).some(({ where }) => where) || question.where !== undefined;
  const matched = question.entry === 'ever' && filtered;
  const first = matched ? firstMatches(asked, cohorts) : firstsOf(question.start, scope);
  const values = [...heldOf(asked), ...eventValues(question.by, scope)];
  if (values.length === 0 && (matched || !filtered)) return select(first, whichPeople(asked, 'figures'), []);
  const among = sql`(person, time) IN (SELECT person, time FROM ${first} WHERE ${sql.and(inSpan)})`;
  const where = [
    matchesAny(patternsOf(question.start), scope),
    ...whichEvents(asked),
    ...whichPeople(asked, 'figures'),
    among,
  ];
  return select(scope.events, where, values);
}

/** When each person did the event for the first time ever, the filter being part of what is looked for. */
function firstMatches(asked: Asked<RetentionQuestion>, cohorts: Cohorts): Sql {
  const { question, scope } = asked;
  const early = sql`time < ${cohorts.startsUntil}`;
  const where = [
    matchesAny(patternsOf(question.start), scope),
    early,
    ...whichEvents(asked),
    ...whichPeople(asked, 'figures'),
  ];
  return sql`(SELECT person, first AS time FROM
    (SELECT person, min(time) AS first FROM ${scope.events} WHERE ${sql.and(where)} GROUP BY person))`;
}

/** When each person did an event of that name for the first time ever: the engine answers it from its projection of first times. */
function firstsOf(choice: EventChoice, { events }: Scope): Sql {
  const names = patternsOf(choice).map(({ event }) => event);
  const named = names.includes('*') ? sql`event NOT IN ${[...ownEvents]}` : sql`event IN ${names}`;
  return sql`(SELECT person, first AS time FROM
    (SELECT person, min(time) AS first FROM ${events} WHERE ${named} GROUP BY person))`;
}

const noAmount = sql`CAST(NULL, 'Nullable(Float64)')`;

function amountOf({ question, scope }: Asked<RetentionQuestion>): Sql {
  return question.value
    ? sql`CAST(${scope.eventProperty(question.value.of, 'number')}, 'Nullable(Float64)')`
    : noAmount;
}

/** The value that start and return must share. */
function heldOf({ question: { hold }, scope }: Asked<RetentionQuestion>): Sql[] {
  return hold ? [sql`ifNull(${scope.eventProperty(hold.property, 'label')}, '\\0') AS held`] : [];
}

/** In the place of the values of a start, for moments that are none. */
function noValues({ by }: RetentionQuestion): Sql[] {
  return startValueNames(by).map((name) => sql`'' AS ${name}`);
}

/** The columns of the breakdown that are read off the start event. */
export function startValueNames(by: RetentionQuestion['by']): Sql[] {
  return valueNames(by).filter((_, i) => by[i]?.of === 'event');
}

function details(
  { question }: Asked<RetentionQuestion>,
  { periods, reach }: Cohorts,
  amount: Sql,
  values: readonly Sql[],
): Sql {
  const width = reach <= 2 ** 16 ? sql`toUInt16` : sql`toUInt32`;
  const columns = [sql`${width}(${periodNumber(sql`time`, periods)}) AS period`];
  if (question.window === 'rolling' || values.length > 0)
    columns.push(sql`toUnixTimestamp64Milli(time) AS ms`);
  if (question.value) columns.push(sql`${amount} AS amount`);
  return sql.join([...columns, ...values]);
}
