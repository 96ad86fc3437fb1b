import { type Sql, sql } from '#lib/sql';
import { type EventPattern, matches, matchesAny } from '#loop/condition';
import type { Asked } from '../../analysis/analysis.ts';
import { eventValues } from '../../analysis/breakdown.ts';
import { whichEvents, whichPeople } from '../../analysis/narrow.ts';
import { codeOf } from './code.ts';
import { tooLongSpan } from './faults.ts';
import {
  constantNames,
  eventValueNames,
  type FunnelQuestion,
  isPerValue,
  patternsOf,
  windowOf,
} from './question.ts';

/** Milliseconds of a span and a bit for each step must share 62 bits. */
const LONGEST_SPAN_YEARS = 30;
const YEAR_MS = 366 * 86_400_000;

/**
 * FROM-expression with a row for each person who entered (for each value too, where all steps must agree on it or share it):
 * `person` and `marks` (their events in order), with a last one that stands for what never happens.
 */
export function peopleWithEvents(asked: Asked<FunnelQuestion>, sampled: boolean): Sql {
  const { question, from, to } = asked;
  if (to.getTime() - from.getTime() > LONGEST_SPAN_YEARS * YEAR_MS)
    throw tooLongSpan({ years: LONGEST_SPAN_YEARS });
  const { far } = codeOf(question);
  const beside = isPerValue(question) ? [] : eventValueNames(question);
  const values = question.order === 'strict' ? beside.map((value) => sql`[${value}]`) : beside;
  const mark = (key: Sql) => (beside.length === 0 ? key : sql`(${sql.join([key, ...values])})`);
  // what is the very next event is asked of all of them
  const own =
    question.exclude.length > 0 && question.order !== 'strict'
      ? sql`groupArrayIf(${mark(sql`key`)}, steps)`
      : sql`groupArray(${mark(sql`key`)})`;
  const marks =
    question.exclude.length > 0
      ? sql`arrayConcat(${own}, groupArrayIf(${mark(sql`excluded`)}, excludes))`
      : own;
  const keys = sql.join([
    sql`person`,
    ...(isPerValue(question) ? eventValueNames(question) : []),
    ...constantNames(question),
  ]);
  return sql`(SELECT ${keys}, arrayPushBack(${inOrder(question, marks)}, ${far}) AS marks FROM (${coded(asked, sampled)})
    GROUP BY ${keys} HAVING arrayExists(mark -> ${enters(asked, sql`mark`)}, marks))`;
}

/** Marks sorted by their moments, excluded ones first: where steps come in any order those of one moment by their values, else by the steps they fit. */
export function inOrder(question: FunnelQuestion, marks: Sql): Sql {
  if (question.order !== 'any' || isPerValue(question)) return sql`arraySort(${marks})`;
  const values = eventValueNames(question).map((_, i) => sql`m.${sql.integer(i + 2)}`);
  if (values.length === 0) return sql`arraySort(${marks})`;
  const { timeOf, isMarkOfStep } = codeOf(question);
  const isExcluded = question.exclude.length > 0 ? [isMarkOfStep(sql`m`)] : [];
  return sql`arraySort(m -> (${sql.join([timeOf(sql`m`), ...isExcluded, ...values])}), ${marks})`;
}

/** Whether an attempt may begin with an event. */
export function enters({ question, from, to }: Asked<FunnelQuestion>, mark: Sql): Sql {
  const { isStep, isAnyStep, isBefore } = codeOf(question);
  const fits = question.order === 'any' ? isAnyStep(mark) : isStep(mark, 0);
  return sql`${fits} AND ${isBefore(mark, to.getTime() - from.getTime())}`;
}

function coded(asked: Asked<FunnelQuestion>, sampled: boolean): Sql {
  const { question, scope, from } = asked;
  const { steps, exclude, order } = question;
  const { keyOfSteps, keyOfExcluded, fitsStep, fitsExcluded } = codeOf(question);
  const fits = (each: readonly (readonly EventPattern[])[]) =>
    each.map((patterns) => sql.or(patterns.map((one) => matches(one, scope))));
  const since = sql`toUnixTimestamp64Milli(time) - ${sql.integer(from.getTime())}`;
  const constants = question.constant.map(({ property }) => scope.eventProperty(property, 'label'));
  const columns = [
    sql`person`,
    sql`${keyOfSteps(since, fits(steps.map(patternsOf)))} AS key`,
    ...eventValues(question.by, scope),
    ...constantNames(question).map((name, i) => sql`assumeNotNull(${constants[i]!}) AS ${name}`),
  ];
  if (exclude.length > 0)
    columns.push(
      sql`${keyOfExcluded(since, fits(exclude.map((one) => [one])))} AS excluded`,
      sql`${fitsStep(sql`key`)} AS steps`,
      sql`${fitsExcluded(sql`excluded`)} AS excludes`,
    );
  const between = order === 'strict' ? [{ event: '*' }] : [];
  const which = [
    matchesAny([...steps.flatMap(patternsOf), ...exclude, ...between], scope),
    ...constants.map((value) => sql`isNotNull(${value})`),
  ];
  return sql`SELECT ${sql.join(columns)} FROM ${scope.events}
    WHERE ${sql.and([...readable(asked), ...which, ...whichEvents(asked), ...whichPeople(asked, sampled ? 'figures' : 'people')])}`;
}

/** Only the moments in which a step may lie are read: from the span's start to the last window's end, but never after now. */
function readable({ question, scope, from, to }: Asked<FunnelQuestion>): Sql[] {
  const until = new Date(to.getTime() + windowOf(question));
  return [sql`time >= ${from}`, sql`time < ${until}`, sql`time <= ${scope.now}`];
}
