import { type Sql, sql } from '#lib/sql';
import type { EventPattern } from '#loop/condition';
import { type Code, codeOf } from './code.ts';
import { tooManyAlike } from './faults.ts';
import { type FunnelQuestion, type FunnelStep, patternsOf } from './question.ts';

/** Steps are looked at by all their sets: 31 of five, too many of more. */
const MOST_ALIKE = 5;

/**
 * For steps in any order: which of them an event may be, apart from each other. Each entry is the numbers of steps
 * that one event may fit several of; one event is one of these at most.
 */
export function alikeSteps({ steps }: Pick<FunnelQuestion, 'steps'>): number[][] {
  const groups: number[][] = [];
  steps.forEach((step, i) => {
    const met = groups.filter((group) => group.some((other) => mayFitBoth(step, steps[other]!)));
    for (const group of met) groups.splice(groups.indexOf(group), 1);
    groups.push([...met.flat(), i]);
  });
  return groups;
}

function mayFitBoth(a: FunnelStep, b: FunnelStep): boolean {
  return patternsOf(a).some((one) => patternsOf(b).some((other) => mayBeBoth(one, other)));
}

function mayBeBoth(a: EventPattern, b: EventPattern): boolean {
  return (a.event === '*' || b.event === '*' || a.event === b.event) && !isApart(a.where, b.where);
}

/** Whether no event passes both, since they ask the same property for other words. */
function isApart(a: EventPattern['where'], b: EventPattern['where']): boolean {
  if (!(a && b && 'op' in a && 'op' in b) || a.op !== 'is' || b.op !== 'is') return false;
  const others = b.values.map(plainWord);
  return (
    a.property === b.property &&
    (a.of ?? 'event') === 'event' &&
    (b.of ?? 'event') === 'event' &&
    [...a.values, ...b.values].every((value) => typeof value === 'string' && /^\p{L}/u.test(value)) &&
    a.values.every((value) => !others.includes(plainWord(value)))
  );
}

function plainWord(value: unknown): string {
  return String(value).normalize('NFKC').toLowerCase().trim();
}

/**
 * FROM-expression: `rows` (people with `marks`), and for each of their events, as if an attempt began with it, when the
 * first, second, … of some alike steps is done, in the columns given.
 *
 * By then so many steps can each be given an event of their own, and by Hall's theorem (König's form of it) m of k can
 * if every set of s steps is fitted by at least m - k + s events. So the m-th is done when the last of the sets has that many.
 * Sets that matter hold all steps that ask the same, and all if they hold one that takes any event of theirs.
 */
export function alikeDone(
  {
    question,
    alike,
    columns,
  }: { question: FunnelQuestion; alike: readonly number[]; columns: readonly Sql[] },
  rows: Sql,
  kept: readonly Sql[],
): Sql {
  const code = codeOf(question);
  if (alike.length === 1) {
    const own = firstFrom(fitsAny(question, code, alike), sql`marks`);
    return sql`(SELECT ${sql.join([...kept, sql`${own} AS ${columns[0]!}`])} FROM ${rows})`;
  }
  const sets = setsOf(question, alike);
  const way = (set: number) => sql.name(`way${set}`);
  const far = sql`(toUInt32(4294967295), ${code.far})`;
  let from = sql`(SELECT ${sql.join([...kept, sql`arrayZip(arrayEnumerate(marks), marks) AS places`])} FROM ${rows})`;
  for (let m = 1; m <= alike.length; m++) {
    const own = sets.flatMap((set, i) => {
      const events = m - alike.length + set.length;
      if (events < 1) return [];
      const then = events === 1 ? sql`places` : sql`arrayShiftLeft(${way(i)}, 1, ${far})`;
      return [{ name: way(i), way: firstFrom(fitsAny(question, code, set), then) }];
    });
    const last = own
      .map(({ name }) => name)
      .reduce((latest, one) => sql`arrayMap((a, b) -> if(a > b, a, b), ${latest}, ${one})`);
    const done = columns.slice(0, m - 1);
    const ways = sql`(SELECT ${sql.join([...kept, ...done, sql`places`, ...own.map(({ name, way }) => sql`${way} AS ${name}`)])} FROM ${from})`;
    from = sql`(SELECT ${sql.join([
      ...kept,
      ...done,
      sql`arrayMap(place -> place.2, ${last}) AS ${columns[m - 1]!}`,
      ...(m < alike.length ? [sql`places`, ...own.map(({ name }) => name)] : []),
    ])} FROM ${ways})`;
  }
  return from;
}

/** Sets of steps that may be short of events, the one of all among them. */
function setsOf({ steps }: FunnelQuestion, alike: readonly number[]): number[][] {
  const events = new Set(alike.flatMap((step) => patternsOf(steps[step]!).map(({ event }) => event)));
  const takesAny = events.has('*') ? '*' : events.size === 1 ? [...events][0] : undefined;
  const same = new Map<string, number[]>();
  for (const step of alike) {
    const patterns = patternsOf(steps[step]!);
    if (patterns.some(({ event, where }) => event === takesAny && !where)) continue;
    const asks = JSON.stringify(patterns.map(({ event, where }) => [event, where]));
    same.set(asks, [...(same.get(asks) ?? []), step]);
  }
  if (same.size > MOST_ALIKE) throw tooManyAlike({ most: MOST_ALIKE });
  const sets: number[][] = [[]];
  for (const own of same.values()) sets.push(...sets.map((set) => [...set, ...own]));
  return [...sets.filter(({ length }) => length > 0 && length < alike.length), [...alike]];
}

/** Whether a mark is an event that fits one of the steps. */
function fitsAny({ steps }: FunnelQuestion, { fitsOf, isMarkOfStep }: Code, set: readonly number[]) {
  const bits = set.reduce((sum, step) => sum + 2 ** (steps.length - 1 - step), 0);
  return (mark: Sql) =>
    sql`(${isMarkOfStep(mark)} AND bitAnd(${fitsOf(mark)}, toUInt64(${sql.integer(bits)})) != 0)`;
}

/** For each event, what `array` has at the first event from it on that fits. */
export function firstFrom(fits: (mark: Sql) => Sql, array: Sql): Sql {
  return sql`arrayReverseFill((x, mark) -> ${fits(sql`mark`)}, ${array}, marks)`;
}
