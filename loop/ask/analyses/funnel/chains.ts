import { type Sql, sql } from '#lib/sql';
import { type Code, codeOf } from './code.ts';
import type { FunnelQuestion, Order } from './question.ts';

/** The arrays of the marks of a step, and of the first excluded event after the step from which it is watched. */
export const stepMarks = (step: number): Sql => sql.name(`step${step}`);
export const stopMarks = (exclusion: number): Sql => sql.name(`stop${exclusion}`);

/**
 * FROM-expression: `rows` (people with `codes` and `marks`), and for each of their events, as if an attempt began
 * with it, when each step was reached at its first opportunity (`step0`, `step1`, …) and the first excluded event
 * after the step from which it is watched (`stop0`, …).
 * Worked out backwards from the last step, for all events of all people at once: what an event knows is its own mark
 * if it fits the step, else what the following event knows. So the work grows with events × steps², never events².
 */
export function chains(question: FunnelQuestion, rows: Sql, kept: readonly Sql[]): Sql {
  return walk[question.order](question, codeOf(question), rows, [...kept, sql`codes`, sql`marks`]);
}

type Walk = (question: FunnelQuestion, code: Code, rows: Sql, kept: readonly Sql[]) => Sql;

const walk: Record<Order, Walk> = {
  ordered: backwards((code, step, array) => firstFrom((c) => code.isStep(c, step), array)),
  strict: backwards(
    (code, step, array) =>
      sql`arrayMap((c, x) -> if(${code.isStep(sql`c`, step)}, x, ${code.far}), codes, ${array})`,
  ),
  any: ({ steps }, code, rows, kept) => {
    const firsts = steps.map(
      (_, step) => sql`${firstFrom((c) => code.isStep(c, step), sql`marks`)} AS ${stepMarks(step)}`,
    );
    return sql`(SELECT ${sql.join([...kept, ...firsts])} FROM ${rows})`;
  },
};

/** A sub-select for each step, from the last to the first; `carry` gives events that fit the step their own of an array. */
function backwards(carry: (code: Code, step: number, array: Sql) => Sql): Walk {
  return ({ steps, exclude }, code, people, kept) => {
    const next = (array: Sql) => sql`arrayPushBack(arrayPopFront(${array}), ${code.far})`;
    let rows = people;
    for (let step = steps.length - 1; step >= 0; step--) {
      const settle = (array: Sql) => (step === 0 ? array : next(carry(code, step, array)));
      const marks = steps.flatMap((_, later) => {
        if (later < step) return [];
        return [sql`${settle(later === step ? sql`marks` : stepMarks(later))} AS ${stepMarks(later)}`];
      });
      const stops = exclude.flatMap(({ after }, i) => {
        if (after < step) return [];
        const first = () => next(firstFrom((c) => code.isExcluded(c, i), sql`marks`));
        return [sql`${settle(after === step ? first() : stopMarks(i))} AS ${stopMarks(i)}`];
      });
      rows = sql`(SELECT ${sql.join([...kept, ...marks, ...stops])} FROM ${rows})`;
    }
    return rows;
  };
}

/** For each event, what `array` has at the first event from it on that fits. */
function firstFrom(fits: (code: Sql) => Sql, array: Sql): Sql {
  return sql`arrayReverseFill((x, c) -> ${fits(sql`c`)}, ${array}, codes)`;
}
