import { z } from 'zod';
import type { Language, Words } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { Scope } from '#loop/condition';
import { binOf, levelsOf, levelWords, MEMBER, NO_MEMBER } from './levels.ts';
import { type Breakdown, type Common, MOST_BREAKDOWNS } from './question.ts';

/** A group of an answer that is broken down: its values (null where there is none), or all the rest. */
export const Group = z.union([
  z.array(z.string().nullable()).min(1).max(MOST_BREAKDOWNS),
  z.literal('other'),
]);
export type Group = z.output<typeof Group>;

type By = readonly Breakdown[];

/** Stands in the engine for a missing value, so that values can be grouped and compared without NULLs. */
const missing = sql`'\\0'`;
const MISSING = '\0';

/** The columns that hold the values of a breakdown: `value0`, `value1`, … */
export function valueNames(by: By): Sql[] {
  return by.map((_, i) => sql.name(`value${i}`));
}

/** Values that are properties of events, as columns over a row of `scope.events`. */
export function eventValues(by: By, scope: Scope): Sql[] {
  return by.flatMap((one, i) => {
    if (one.of !== 'event') return [];
    const { property, edges } = one;
    const value = edges
      ? binOf(scope.eventProperty(property, 'number'), edges, missing)
      : sql`ifNull(${scope.eventProperty(property, 'label')}, ${missing})`;
    return [sql`${value} AS ${sql.name(`value${i}`)}`];
  });
}

/** FROM-expression: `rows`, which have a column `person`, with the values that are of people beside them. */
export function withPersonValues(rows: Sql, by: By, scope: Scope): Sql {
  return by.reduce((from, one, i) => {
    if (one.of === 'event') return from;
    const name = sql.name(`value${i}`);
    if ('inSegment' in one)
      return sql`(SELECT *, if(person IN (${scope.segment(one.inSegment)}), ${MEMBER}, ${NO_MEMBER}) AS ${name} FROM ${from})`;
    const { property, edges } = one;
    const trait = sql.name(`trait${i}`);
    const found = sql`${trait}.value`;
    const value = edges ? binOf(found, edges, missing) : sql`ifNull(${found}, ${missing})`;
    return sql`(SELECT rest.*, ${value} AS ${name} FROM ${from} AS rest
      LEFT ANY JOIN (SELECT person, toNullable(value) AS value FROM ${scope.personProperty(property, edges ? 'number' : 'label')}) AS ${trait}
      ON rest.person = ${trait}.person)`;
  }, rows);
}

/**
 * FROM-expression: `rows` with `place` (1 for the group that weighs most, ties by value; `top + 1` for all the rest)
 * and `shown`, the values of the group (none for the rest). Without a breakdown everything is at place 1. Bins and
 * members of a segment alone stand in their own order, all of them.
 */
export function ranked(rows: Sql, question: Pick<Common, 'by' | 'top'>, weight: Sql): Sql {
  if (question.by.length === 0)
    return sql`(SELECT *, 1 AS place, CAST([], 'Array(String)') AS shown FROM ${rows})`;
  const values = sql.join(valueNames(question.by));
  const top = sql.integer(topOf(question));
  return sql`(SELECT *, dense_rank() OVER (ORDER BY ${orderOf(question, sql`heavy`)}) AS rank,
      least(rank, ${top} + 1) AS place, if(rank > ${top}, [], [${values}]) AS shown
    FROM (SELECT *, sum(${weight}) OVER (PARTITION BY ${values}) AS heavy FROM ${rows}))`;
}

/** Which groups come first. */
function orderOf({ by }: Pick<Common, 'by'>, weight: Sql): Sql {
  const values = sql.join(valueNames(by));
  const levels = levelsOf(by);
  return levels
    ? sql`indexOf(${[...levels, MISSING]}, ${values}), ${values}`
    : sql`${weight} DESC, ${values}`;
}

/** How many groups are shown. */
function topOf({ by, top }: Pick<Common, 'by' | 'top'>): number {
  const levels = levelsOf(by);
  return levels ? levels.length + 1 : top;
}

/** Sums over rows by the groups of a breakdown: a row for each `place` and key. Without a breakdown the rows as they are. */
export function byPlace(
  rows: Sql,
  question: Pick<Common, 'by' | 'top'>,
  { weight, keys, sums }: { weight: Sql; keys: readonly Sql[]; sums: readonly Sql[] },
): Sql {
  if (question.by.length === 0)
    return sql`SELECT 1 AS place, ${sql.join([...keys, ...sums])} FROM ${rows} ORDER BY ${sql.join(keys)}`;
  const summed = sums.map((name) => sql`sum(${name}) AS ${name}`);
  const cell = sql.join([sql`place`, ...keys]);
  return sql`SELECT ${cell}, any(shown) AS shown, ${sql.join(summed)}
    FROM ${ranked(rows, question, weight)} GROUP BY ${cell} ORDER BY ${cell}`;
}

/** The group of a row of the engine's answer, from its `shown`. */
export function groupOf(shown: readonly string[]): Group {
  return shown.length === 0 ? 'other' : shown.map((value) => (value === MISSING ? null : value));
}

/**
 * A predicate over the value columns: does a row belong to the group? What "other" is, is found by ranking `weighed`
 * again: a FROM-expression with the value columns and a column `weight`, the same rows that `ranked` was given.
 */
export function inGroup(group: Group, question: Pick<Common, 'by' | 'top'>, weighed: Sql): Sql {
  const names = valueNames(question.by);
  if (group !== 'other')
    return sql.and(names.map((name, i) => sql`${name} = ${group[i] === null ? missing : (group[i] ?? '')}`));
  const values = sql.join(names);
  return sql`(${values}) NOT IN (SELECT ${values} FROM ${weighed} GROUP BY ${values}
    ORDER BY ${orderOf(question, sql`sum(weight)`)} LIMIT ${sql.integer(topOf(question))})`;
}

const everybody: Words = { zh: '全部', en: 'Everybody' };
const other: Words = { zh: '其他', en: 'Other' };
const none: Words = { zh: '（无值）', en: '(none)' };

/** What a group is called: everybody where there is none, its values, or words for what has no value. */
export function groupName(group: Group | undefined): string | Words {
  if (group === undefined) return everybody;
  if (group === 'other') return other;
  const said = (language: Language) =>
    group
      .map((value) => (value === null ? none[language] : (levelWords(value)?.[language] ?? value)))
      .join(' · ');
  const [zh, en] = [said('zh'), said('en')];
  return zh === en ? en : { zh, en };
}

/** The name of a group in one language. */
export function groupTitle(group: Group | undefined, language: Language): string {
  const name = groupName(group);
  return typeof name === 'string' ? name : name[language];
}

/** So many colours can be told apart in one picture. */
const COLOURS = 8;

/** The groups that a picture draws, in their order: the first that `each` colours a group are enough for, and the rest. */
export function drawnGroups<G extends { readonly group?: Group }>(all: readonly G[], each = 1): G[] {
  const rest = all.filter(({ group }) => group === 'other');
  const most = Math.max(1, Math.floor(COLOURS / each) - rest.length);
  return [...all.filter(({ group }) => group !== 'other').slice(0, most), ...rest];
}

/** Said beside a picture that leaves groups out. */
export const fewerDrawn: Words = {
  zh: '图中只画前几组，全部见下面的表格',
  en: 'only the first groups are drawn; the table below has all',
};
