import { type Sql, sql } from '#lib/sql';
import { type Count, columnsOf, periodsAsked, type RetentionQuestion } from './question.ts';

/**
 * The columns in which somebody counts as returned, as an expression over `later`: an array that says of each return
 * how many periods after the start it was (1 or more; each once when one return is enough).
 */
export function returnedIn(question: RetentionQuestion, later: Sql): Sql {
  return rules[question.count]({ ...question, periods: periodsAsked(question) }, later);
}

const rules: Record<Count, (question: RetentionQuestion, later: Sql) => Sql> = {
  on: ({ periods, minReturns }, later) =>
    sql`arrayFilter(k -> k < ${whole(periods)}, ${oftenEnough(minReturns, later)})`,
  onOrAfter: ({ periods, minReturns }, later) =>
    sql`range(1, 1 + least(${whole(periods - 1)}, arrayReverseSort(${later})[${whole(minReturns)}]))`,
  onOrBefore: ({ periods, minReturns }, later) => {
    const reached = sql`arraySort(${later})[${whole(minReturns)}]`;
    return sql`range(if(${reached} = 0, ${whole(periods)}, ${reached}), ${whole(periods)})`;
  },
  streak: ({ periods, minReturns }, later) => {
    const sorted = sql`arraySort(${oftenEnough(minReturns, later)})`;
    return sql`arrayFilter((k, i) -> k = i AND k < ${whole(periods)}, ${sorted}, arrayEnumerate(${sorted}))`;
  },
  brackets: (question, later) => {
    const brackets = columnsOf(question).slice(1);
    const list = (numbers: number[]) => sql`[${sql.join(numbers.map(whole))}]`;
    return sql`arrayFilter((column, low, high) -> arrayCount(k -> k >= low AND k <= high, ${later}) >= ${whole(question.minReturns)},
      ${list(brackets.map((_, i) => i + 1))}, ${list(brackets.map(({ from }) => from))}, ${list(brackets.map(({ to }) => to))})`;
  },
};

function oftenEnough(minReturns: number, later: Sql): Sql {
  if (minReturns === 1) return sql`arrayDistinct(${later})`;
  return sql`arrayFilter(k -> countEqual(${later}, k) >= ${whole(minReturns)}, arrayDistinct(${later}))`;
}

const whole = sql.integer;
