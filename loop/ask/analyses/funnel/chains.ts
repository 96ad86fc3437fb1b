import { type Sql, sql } from '#lib/sql';
import { alikeDone, alikeSteps, firstFrom } from './any-order.ts';
import { type Code, codeOf } from './code.ts';
import type { FunnelQuestion, Order } from './question.ts';

/** The arrays of the marks of a step, and of the first excluded event after the step from which it is watched. */
export const stepMarks = (step: number): Sql => sql.name(`step${step}`);
export const stopMarks = (exclusion: number): Sql => sql.name(`stop${exclusion}`);

/**
 * FROM-expression: `rows` (people with `marks`), and for each of their events, as if an attempt began with it, when
 * each step was reached at its first opportunity (`step0`, `step1`, …) and the first excluded event after the step
 * from which it is watched (`stop0`, …).
 * Worked out backwards from the last step, for all events of all people at once: what an event knows is its own mark
 * if it fits the step, else what the following event knows. So the work grows with events × steps², never events².
 */
export function chains(question: FunnelQuestion, rows: Sql, kept: readonly Sql[]): Sql {
  return walk[question.order](question, codeOf(question), rows, [...kept, sql`marks`]);
}

type Walk = (question: FunnelQuestion, code: Code, rows: Sql, kept: readonly Sql[]) => Sql;

const walk: Record<Order, Walk> = {
  ordered: backwards((code, step, array) => firstFrom((mark) => code.isStep(mark, step), array)),
  strict: backwards(
    (code, step, array) =>
      sql`arrayMap((mark, x) -> if(${code.isStep(sql`mark`, step)}, x, ${code.far}), marks, ${array})`,
  ),
  any: (question, _, rows, kept) => {
    const groups = alikeSteps(question);
    const columns = question.steps.map((_, i) => stepMarks(i));
    return groups.reduce((from, alike, i) => {
      const before = groups.slice(0, i).flat().length;
      const own = columns.slice(before, before + alike.length);
      return alikeDone({ question, alike, columns: own }, from, [...kept, ...columns.slice(0, before)]);
    }, rows);
  },
};

/** A sub-select for each step, from the last to the second; `carry` gives events that fit the step their own of an array. */
function backwards(carry: (code: Code, step: number, array: Sql) => Sql): Walk {
  return ({ steps, exclude }, code, people, kept) => {
    const next = (array: Sql) => sql`arrayShiftLeft(${array}, 1, ${code.far})`;
    const firstStop = (i: number) => next(firstFrom((mark) => code.isExcluded(mark, i), sql`marks`));
    let rows = people;
    for (let step = steps.length - 1; step > 0; step--) {
      const settle = (array: Sql) => next(carry(code, step, array));
      const marks = steps.flatMap((_, later) => {
        if (later === 0 && step === 1) return [sql`marks AS ${stepMarks(0)}`];
        if (later < step) return [];
        return [sql`${settle(later === step ? sql`marks` : stepMarks(later))} AS ${stepMarks(later)}`];
      });
      const stops = exclude.flatMap(({ after }, i) => {
        const column = (array: Sql) => [sql`${array} AS ${stopMarks(i)}`];
        if (after >= step) return column(settle(after === step ? firstStop(i) : stopMarks(i)));
        return after === 0 && step === 1 ? column(firstStop(i)) : [];
      });
      rows = sql`(SELECT ${sql.join([...kept, ...marks, ...stops])} FROM ${rows})`;
    }
    return rows;
  };
}
