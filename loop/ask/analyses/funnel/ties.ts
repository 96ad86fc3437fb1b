import { type Sql, sql } from '#lib/sql';
import { codeOf } from './code.ts';
import { eventValueNames, type FunnelQuestion, isPerValue, patternsOf } from './question.ts';

/** Whether events of one moment can be put in several orders that make a difference to the steps. */
export function mayTie({ order, steps }: FunnelQuestion): boolean {
  if (order === 'any') return false;
  const names = steps.flatMap((step) => [...new Set(patternsOf(step).map(({ event }) => event))]);
  return order === 'strict' || names.includes('*') || new Set(names).size < names.length;
}

/**
 * FROM-expression: `rows` (people with sorted `marks`), the marks of events that share a moment replaced by others, so
 * that whoever walks through them from mark to mark gets as far as in the best of all orders of these events.
 *
 * How far somebody gets at a moment who stands before step k, `reach[k]`: to the last step for which steps k, k + 1, …
 * can each be given an event of their own. By Hall's theorem they can if no set of them fits fewer events than it has
 * steps. Sets that matter are those that no other step can join without another event (`sets`); all of them are looked
 * at up to MOST_SETS, which takes a dozen unlike events of one millisecond that each fit several steps.
 */
export function tiesSettled(question: FunnelQuestion, rows: Sql, kept: readonly Sql[]): Sql {
  if (!mayTie(question)) return rows;
  const { order, steps } = question;
  const { timeOf, isMarkOfStep, fitsOf } = codeOf(question);
  const all = steps.map((_, i) => i);
  const own = sql.join(kept);
  const beside = (array: Sql) => sql`arrayShiftRight(${array}, 1)`;
  const matters = order === 'strict' ? 0 : 1;
  const meet = sql`${timeOf(sql`m`)} = ${timeOf(sql`b`)} AND ${isMarkOfStep(sql`m`)} AND ${isMarkOfStep(sql`b`)}
    AND greatest(bitCount(${fitsOf(sql`m`)}), bitCount(${fitsOf(sql`b`)})) > ${sql.integer(matters)}`;
  const split = sql`arraySplit((m, b) -> ${timeOf(sql`m`)} != ${timeOf(sql`b`)}, marks, ${beside(sql`marks`)})`;
  const moments = sql`(SELECT ${own}, marks,
      if(arrayExists((m, b) -> ${meet}, marks, ${beside(sql`marks`)}), ${split}, []) AS moments FROM ${rows})`;
  const knots = sql`(SELECT *, arrayMap(moment -> arrayFilter(m -> ${isMarkOfStep(sql`m`)}, moment), moments) AS tied,
      arrayFilter(knot -> length(knot) > 1, tied) AS knots,
      arrayMap(knot -> arrayMap(m -> ${fitsOf(sql`m`)}, knot), knots) AS fits FROM ${moments})`;
  const sets = sql`(SELECT *, arrayMap(f -> ${setsOf(question)}, fits) AS sets,
      arrayMap((f, own) -> arrayMap(s -> arrayCount(one -> bitAnd(one, s) != 0, f), own), fits, sets) AS supplies
    FROM ${knots})`;
  const limit = sql`arrayElement(arrayPushBack(arrayFilter((t, bit) -> t >= k AND bitAnd(s, bit) != 0, ${list(all)}, ${list(all.map(bitOf(question)))}), ${whole(all.length)}),
    least(n, arrayCount((t, bit) -> t >= k AND bitAnd(s, bit) != 0, ${list(all)}, ${list(all.map(bitOf(question)))})) + 1)`;
  const reached = sql`(SELECT *, arrayMap((own, supply) -> arrayMap(k -> arrayMin((s, n) -> ${limit}, own, supply), ${list(all)}),
      sets, supplies) AS reaches FROM ${sets})`;
  const settled = sql`(SELECT *, arrayMap((knot, own, supply, reach) -> ${settle[order](question)}, knots, sets, supplies, reaches) AS instead
    FROM ${reached})`;
  const excluded = sql`arrayFilter(m -> NOT ${isMarkOfStep(sql`m`)}, moment)`;
  const replaced = sql`arrayFlatten(arrayMap((moment, steps, nth) -> if(length(steps) > 1, arrayConcat(${excluded}, instead[nth]), moment),
    moments, tied, arrayCumSum(steps -> length(steps) > 1, tied)))`;
  return sql`(SELECT ${own}, if(empty(instead), marks, ${replaced}) AS marks FROM ${settled})`;
}

const MOST_SETS = 1024;
const whole = sql.integer;
const list = (numbers: readonly number[]) => sql`[${sql.join(numbers.map(whole))}]`;
const bitOf =
  ({ steps }: FunnelQuestion) =>
  (step: number) =>
    2 ** (steps.length - 1 - step);

/** The sets of steps, as masks, that may be short of events; `f` are the masks of what each event of the moment fits. */
function setsOf(question: FunnelQuestion): Sql {
  const { steps } = question;
  const bits = list(steps.map((_, i) => bitOf(question)(i)));
  const every = whole(2 ** steps.length - 1);
  // with all other steps that fit no other events
  const closed = (set: Sql) =>
    sql`bitAnd(toUInt64(${every}), bitNot(arrayReduce('groupBitOr', arrayPushBack(arrayFilter(one -> bitAnd(one, ${set}) = 0, f), toUInt64(0)))))`;
  const shared = sql`arrayReduce('groupBitOr', arrayPushBack(arrayFilter(one -> bitCount(one) > 1, f), toUInt64(0)))`;
  const joined = sql`arrayFold((found, bit) -> arraySlice(arrayDistinct(arrayConcat(found,
      arrayMap(s -> ${closed(sql`bitOr(s, bit)`)}, found))), 1, ${whole(MOST_SETS)}),
    arrayFilter(bit -> bitAnd(bit, ${shared}) != 0, ${bits}), [${closed(sql`toUInt64(0)`)}])`;
  return sql`arrayDistinct(arrayConcat(${joined}, arrayMap(bit -> ${closed(sql`toUInt64(bit)`)}, ${bits})))`;
}

type Settle = (question: FunnelQuestion) => Sql;

const settle: Record<FunnelQuestion['order'], Settle> = {
  /**
   * The steps from k to its reach, for the last k first: who stands before step k passes by the others, takes these,
   * and finds none of the following, which are earlier steps.
   */
  ordered: (question) => {
    const { timeOf, keyOfStep } = codeOf(question);
    const from = list(question.steps.map((_, i) => question.steps.length - 1 - i));
    const key = keyOfStep(timeOf(sql`knot[1]`), sql`t`);
    const to = sql`reach[k + 1]`;
    const values = valuesFor(question, { from: sql`k`, to, step: sql`t` });
    const mark = values ? sql`(${sql.join([key, ...values])})` : key;
    return sql`arrayFlatten(arrayMap(k -> arrayMap(t -> ${mark}, range(k, ${to})), ${from}))`;
  },
  /**
   * As many as there were, the one at place p fits step k if an attempt that has its step k there has got so far:
   * one begun before the moment has k - p steps behind it, one begun in it none.
   */
  strict: (question) => {
    const { timeOf, keyOfFits } = codeOf(question);
    const all = list(question.steps.map((_, i) => i));
    const bits = list(question.steps.map((_, i) => bitOf(question)(i)));
    const behind = sql`toUInt32(greatest(0, toInt32(t) - toInt32(p)))`;
    const fits = sql`arraySum((t, bit) -> if(reach[${behind} + 1] > t, bit, 0), ${all}, ${bits})`;
    const key = keyOfFits(timeOf(sql`knot[1]`), fits);
    // what is before an attempt that begins at place p - t of the moment
    const before = sql`greatest(0, toInt32(p) - toInt32(t))`;
    const to =
      question.attribute === 'last'
        ? sql`t + 1`
        : sql`least(reach[${behind} + 1], ${behind} + length(knot) - ${before})`;
    const values = valuesFor(question, { from: behind, to, step: sql`t` });
    const mark = values
      ? sql`(${sql.join([key, ...values.map((value) => sql`arrayMap(t -> ${value}, ${all})`)])})`
      : key;
    return sql`arrayMap(p -> ${mark}, range(length(knot)))`;
  },
  any: () => sql`knot`,
};

/** The smallest values of an event that can be a step while the others from `from` to `to` (excluded) keep one each. */
function valuesFor(question: FunnelQuestion, { from, to, step }: Record<'from' | 'to' | 'step', Sql>) {
  if (isPerValue(question)) return undefined;
  const names = eventValueNames(question);
  if (names.length === 0) return undefined;
  const { fitsOf } = codeOf(question);
  const count = whole(question.steps.length);
  const power = (exponent: Sql) => sql`bitShiftLeft(toUInt64(1), toUInt8(${exponent}))`;
  const bit = power(sql`${count} - 1 - ${step}`);
  const others = sql`(${power(sql`${count} - (${from})`)} - ${power(sql`${count} - (${to})`)} - ${bit})`;
  const leaves = sql`arrayAll((s, n) -> bitCount(bitAnd(s, toUInt64(${others}))) + (bitAnd(${fitsOf(sql`m`)}, s) != 0) <= n, own, supply)`;
  const places = names.map((_, i) => whole(i + 2));
  const sorted = sql`arraySort(m -> (${sql.join(places.map((place) => sql`m.${place}`))}), knot)`;
  const first = sql`arrayFirst(m -> bitAnd(${fitsOf(sql`m`)}, ${bit}) != 0 AND ${leaves}, ${sorted})`;
  return places.map((place) =>
    question.order === 'strict' ? sql`${first}.${place}[1]` : sql`${first}.${place}`,
  );
}
