import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { valueNames, withPersonValues } from '../../analysis/breakdown.ts';
import { type Cohorts, rollingMs } from './cohorts.ts';
import { moments, startValueNames } from './moments.ts';
import { periodsAsked, type RetentionQuestion } from './question.ts';
import { returnedIn } from './returned-in.ts';

/**
 * FROM-expression with one row for each time that a person entered a cohort: `person`, `cohort`, `later` (how many
 * periods after the start they returned, see `cellsOf`), `value0`, `value1` of the breakdown, and with a value
 * `amounts`: of each return from the start on (periods after the start, number).
 */
export function entrances(asked: Asked<RetentionQuestion>, cohorts: Cohorts): Sql {
  const { question, scope } = asked;
  const people = withPersonValues(journeys(asked, cohorts), question.by, scope);
  return sql`(SELECT ${sql.join(relativeToStart(question, cohorts))} FROM ${people} ARRAY JOIN started AS start)`;
}

/** The columns in which somebody counts as returned, an array over the `later` of an entrance; never column 0. */
export function cellsOf(question: RetentionQuestion, cohorts: Cohorts): Sql {
  const later = maskOf(question, cohorts) ? sql`bitPositionsToArray(later)` : sql`later`;
  return isCells(question, cohorts) ? later : returnedIn(question, later);
}

/** FROM-expression with one row a person: `started`, an element for each cohort entered; `returned`; with a value `paid`. */
function journeys(asked: Asked<RetentionQuestion>, cohorts: Cohorts): Sql {
  const { question } = asked;
  const at = momentOf(question);
  const columns = [
    sql`person`,
    sql`${startedOf(question, cohorts)} AS started`,
    sql`${returnedOf(question, cohorts)} AS returned`,
  ];
  const held = question.hold ? sql`, held` : sql``;
  if (question.value)
    columns.push(
      sql`groupArrayIf((${at}, assumeNotNull(amount)${held}), returns AND isNotNull(amount)) AS paid`,
    );
  return sql`(SELECT ${sql.join(columns)} FROM (${moments(asked, cohorts)}) GROUP BY person HAVING notEmpty(started))`;
}

/** The returns: a mask of periods, or an array of periods, each as often as may matter, or of milliseconds. */
function returnedOf(question: RetentionQuestion, cohorts: Cohorts): Sql {
  const { minReturns, window } = question;
  const mask = maskOf(question, cohorts);
  if (mask) return periodMask(mask, sql`returns`);
  if (question.hold) return sql`groupArrayIf((${momentOf(question)}, held), returns)`;
  if (window === 'rolling') return sql`groupArrayIf(ms, returns)`;
  const counts = sql`sumMapIf([period], [toUInt64(1)], returns)`;
  const often = sql`arrayMap((p, n) -> arrayWithConstant(least(n, ${sql.integer(minReturns)}), p), ${counts}.1, ${counts}.2)`;
  return sql`arrayFlatten(${often})`;
}

/** As what moments are collected: their period where that is all that matters of them, else their millisecond. */
function momentOf({ window }: RetentionQuestion): Sql {
  return window === 'rolling' ? sql`ms` : sql`period`;
}

/** The integer that has a bit for each period; nothing where periods are too many, or more is asked than which they are. */
function maskOf({ minReturns, window, hold }: RetentionQuestion, { reach }: Cohorts): Sql | undefined {
  if (minReturns > 1 || window === 'rolling' || hold) return undefined;
  return widthOf(reach);
}

function widthOf(reach: number): Sql | undefined {
  if (reach <= 64) return sql`toUInt64`;
  if (reach <= 128) return sql`toUInt128`;
  return reach <= 256 ? sql`toUInt256` : undefined;
}

/** A bit for each period: collected several times faster than an array of them. */
function periodMask(integer: Sql, which: Sql): Sql {
  return sql`groupBitOrIf(bitShiftLeft(${integer}(1), period), ${which})`;
}

/** The first start of each cohort; where people enter only once, the first of all. */
function startedOf(question: RetentionQuestion, { reach }: Cohorts): Sql {
  const width = widthOf(reach);
  const plain = width
    ? sql`bitPositionsToArray(${periodMask(width, sql`starts`)})`
    : sql`arraySort(groupUniqArrayIf(period, starts))`;
  const starts = isPlain(question) ? plain : detailedStarts(question);
  return question.entry === 'every' ? starts : sql`arraySlice(${starts}, 1, 1)`;
}

/** A start is its period alone while nothing else of it matters. */
function isPlain({ window, by, hold }: RetentionQuestion): boolean {
  return window === 'calendar' && !hold && startValueNames(by).length === 0;
}

/** A lambda that looks into another array copies it for every element: the period before comes as an array beside. */
function detailedStarts({ by, hold }: RetentionQuestion): Sql {
  const start = sql.join([sql`period`, sql`ms`, ...startValueNames(by), ...(hold ? [sql`held`] : [])]);
  const sorted = sql`arraySort(groupArrayIf((${start}), starts))`;
  const before = sql`arraySlice(arrayPushFront(arrayMap(s -> toInt32(s.1), ${sorted}), -1), 1, length(${sorted}))`;
  return sql`arrayFilter((s, before) -> s.1 != before, ${sorted}, ${before})`;
}

function relativeToStart(question: RetentionQuestion, cohorts: Cohorts): Sql[] {
  let place = 2;
  const values = question.by.map(({ of }, i) => {
    const name = valueNames(question.by)[i]!;
    return of === 'event' ? sql`start.${sql.integer(++place)} AS ${name}` : name;
  });
  const columns = [
    sql`person`,
    sql`${cohortOf(question)} AS cohort`,
    ...values,
    sql`${laterOf(question, cohorts)} AS later`,
  ];
  if (question.value)
    columns.push(
      sql`arrayFilter(a -> a.1 >= 0, arrayMap(p -> (${sinceStart(question, sql`p.1`)}, p.2), ${alike(question, sql`paid`, sql`3`)})) AS amounts`,
    );
  return columns;
}

function cohortOf(question: RetentionQuestion): Sql {
  return isPlain(question) ? sql`start` : sql`start.1`;
}

/** Whether a mask of returns, cut off after the last column, is a mask of the columns already. */
function isCells(question: RetentionQuestion, cohorts: Cohorts): boolean {
  return question.count === 'on' && maskOf(question, cohorts) !== undefined;
}

/**
 * How many periods after the start each return was, those of the start's own period and before it left out:
 * a mask with a bit for each, or an array.
 */
function laterOf(question: RetentionQuestion, cohorts: Cohorts): Sql {
  const mask = maskOf(question, cohorts);
  if (mask) {
    const since = sql`bitAnd(bitShiftRight(returned, ${cohortOf(question)}), bitNot(${mask}(1)))`;
    const beyond = sql`bitShiftLeft(bitNot(${mask}(0)), ${sql.integer(periodsAsked(question))})`;
    return isCells(question, cohorts) ? sql`bitAnd(${since}, bitNot(${beyond}))` : since;
  }
  const moment = question.hold ? sql`r.1` : sql`r`;
  const returned = alike(question, sql`returned`, sql`2`);
  return sql`arrayFilter(k -> k > 0, arrayMap(r -> ${sinceStart(question, moment)}, ${returned}))`;
}

/** Of returns, tuples whose member \`at\` is the value held constant, those that share it with the start. */
function alike({ by, hold }: RetentionQuestion, returns: Sql, at: Sql): Sql {
  if (!hold) return returns;
  const held = sql`start.${sql.integer(3 + startValueNames(by).length)}`;
  return sql`arrayFilter(one -> one.${at} = ${held} AND one.${at} != '\\0', ${returns})`;
}

/** How many periods a moment lies after the start; negative before it. */
function sinceStart(question: RetentionQuestion, moment: Sql): Sql {
  if (question.window === 'calendar') return sql`toInt32(${moment}) - toInt32(${cohortOf(question)})`;
  const width = sql.integer(rollingMs[question.unit]);
  return sql`toInt32(if(${moment} < start.2, -1, intDiv(${moment} - start.2, ${width})))`;
}
