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
  strict: backwards((code, step, array, excludes) => {
    const own = sql`arrayMap((mark, x) -> if(${code.isStep(sql`mark`, step)}, x, ${code.far}), marks, ${array})`;
    return excludes ? firstFrom(code.isMarkOfStep, own) : own;
  }),
  any: (question, code, rows, kept) => {
    const groups = alikeSteps(question);
    const columns = question.steps.map((_, i) => stepMarks(i));
    const walked = groups.reduce((from, alike, i) => {
      const before = groups.slice(0, i).flat().length;
      const own = columns.slice(before, before + alike.length);
      return alikeDone({ question, alike, columns: own }, from, [...kept, ...columns.slice(0, before)]);
    }, rows);
    if (question.exclude.length === 0) return walked;
    const stops = question.exclude.map((_, i) => sql`${firstStop(code, i)} AS ${stopMarks(i)}`);
    return sql`(SELECT ${sql.join([...kept, ...columns, ...stops])} FROM ${walked})`;
  },
};

/** For each event, what `array` has at the next one. */
function following(code: Code, array: Sql): Sql {
  return sql`arrayShiftLeft(${array}, 1, ${code.far})`;
}

function firstStop(code: Code, exclusion: number): Sql {
  return following(
    code,
    firstFrom((mark) => code.isExcluded(mark, exclusion), sql`marks`),
  );
}

/** A sub-select for each step, from the last to the second; `carry` gives events that fit the step their own of an array. */
function backwards(carry: (code: Code, step: number, array: Sql, excludes: boolean) => Sql): Walk {
  return ({ steps, exclude }, code, people, kept) => {
    let rows = people;
    for (let step = steps.length - 1; step > 0; step--) {
      const settle = (array: Sql) => following(code, carry(code, step, array, exclude.length > 0));
      const marks = steps.flatMap((_, later) => {
        if (later === 0 && step === 1) return [sql`marks AS ${stepMarks(0)}`];
        if (later < step) return [];
        return [sql`${settle(later === step ? sql`marks` : stepMarks(later))} AS ${stepMarks(later)}`];
      });
      const stops = exclude.flatMap(({ after }, i) => {
        const column = (array: Sql) => [sql`${array} AS ${stopMarks(i)}`];
        if (after >= step) return column(settle(after === step ? firstStop(code, i) : stopMarks(i)));
        return after === 0 && step === 1 ? column(firstStop(code, i)) : [];
      });
      rows = sql`(SELECT ${sql.join([...kept, ...marks, ...stops])} FROM ${rows})`;
    }
    return rows;
  };
}
