import { type Sql, sql } from '#lib/sql';
import { compile, matches, matchesAny } from '#loop/condition';
import type { Asked } from '../../analysis.ts';
import { eventValues } from '../../breakdown.ts';
import { inSample } from '../../sample.ts';
import { type Code, codeOf } from './code.ts';
import { tooLongSpan } from './faults.ts';
import { eventValueNames, type FunnelQuestion, isPerValue, windowOf } from './question.ts';

/** Milliseconds of a span and a bit for each step must share 62 bits. */
const LONGEST_SPAN_YEARS = 30;
const YEAR_MS = 366 * 86_400_000;

/**
 * FROM-expression with a row for each person who entered (for each value too, where all steps must agree on it):
 * `person`, `codes` (what each of their events fits, in order) and `marks` (when it happened), each with a last one
 * that stands for what never happens.
 */
export function peopleWithEvents(asked: Asked<FunnelQuestion>, sampled: boolean): Sql {
  const { question, from, to } = asked;
  if (to.getTime() - from.getTime() > LONGEST_SPAN_YEARS * YEAR_MS)
    throw tooLongSpan({ years: LONGEST_SPAN_YEARS });
  const { mask, none, mark, far } = codeOf(question);
  const grouped = isPerValue(question) ? eventValueNames(question) : [];
  const beside = isPerValue(question) ? [] : eventValueNames(question);
  const row = (key: Sql) => (beside.length === 0 ? key : sql`(${sql.join([key, ...beside])})`);
  const rows = question.exclude.length
    ? sql`arrayConcat(groupArrayIf(${row(sql`key`)}, steps), groupArrayIf(${row(sql`excluded`)}, excludes))`
    : sql`groupArray(${row(sql`key`)})`;
  const key = beside.length === 0 ? sql`row` : sql`row.1`;
  return sql`(SELECT ${sql.join([sql`person`, ...grouped])},
      arrayPushBack(arrayMap(row -> bitAnd(${key}, ${mask}), rows), toInt64(${none})) AS codes,
      arrayPushBack(arrayMap(row -> ${mark}, rows), ${far}) AS marks
    FROM (SELECT ${sql.join([sql`person`, ...grouped])}, arraySort(${rows}) AS rows FROM (${coded(asked, sampled)})
      GROUP BY ${sql.join([sql`person`, ...grouped])} HAVING max(enters)))`;
}

function coded(asked: Asked<FunnelQuestion>, sampled: boolean): Sql {
  const { question, scope, from, to } = asked;
  const { steps, exclude, order } = question;
  const code: Code = codeOf(question);
  const fits = steps.map((step) => matches(step, scope));
  const since = sql`bitShiftLeft(toUnixTimestamp64Milli(time) - ${sql.integer(from.getTime())}, ${code.bits})`;
  const enters = order === 'any' ? sql.or(fits) : fits[0]!;
  const columns = [
    sql`person`,
    sql`${since} + toInt64(${code.ofSteps(fits)}) AS key`,
    sql`(${enters}) AND time < ${to} AS enters`,
    ...eventValues(question.by, scope),
  ];
  if (exclude.length > 0)
    columns.push(
      sql`${since} + toInt64(${code.ofExcluded(exclude.map((one) => matches(one, scope)))}) AS excluded`,
      sql`bitAnd(key, ${code.mask}) != ${code.none} AS steps`,
      sql`bitAnd(excluded, ${code.mask}) != 0 AS excludes`,
    );
  const which = order === 'strict' ? [] : [matchesAny([...steps, ...exclude], scope)];
  return sql`SELECT ${sql.join(columns)} FROM ${scope.events}
    WHERE ${sql.and([...readable(asked), ...which, ...whose(asked, sampled)])}`;
}

/** Only the moments in which a step may lie are read: from the span's start to the last window's end, but never after now. */
function readable({ question, scope, from, to }: Asked<FunnelQuestion>): Sql[] {
  const until = new Date(to.getTime() + windowOf(question));
  return [sql`time >= ${from}`, sql`time < ${until}`, sql`time <= ${scope.now}`];
}

function whose({ question, scope }: Asked<FunnelQuestion>, sampled: boolean): Sql[] {
  const { where, who, sample } = question;
  return [
    ...(where ? [compile(where, scope, 'event')] : []),
    ...(who ? [compile(who, scope, 'person')] : []),
    ...(sampled ? inSample(sample) : []),
  ];
}
