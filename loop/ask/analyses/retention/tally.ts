import type { Column, Count, ValueKind } from './question.ts';

/** What is counted in a cell. */
export interface Tally {
  readonly people: number;
  /** Sum and number of the amounts. */
  readonly total: number;
  readonly payments: number;
}

export const emptyTally: Tally = { people: 0, total: 0, payments: 0 };

export function addTally(a: Tally, b: Tally): Tally {
  return { people: a.people + b.people, total: a.total + b.total, payments: a.payments + b.payments };
}

/**
 * The engine's rows as a table of cohorts × columns, zeros where nothing came. The engine counts people by column but
 * amounts by period after the start: which periods' amounts belong to a column is decided here.
 */
export function tallies(
  rows: readonly Record<string, unknown>[],
  cohorts: number,
  columns: readonly Column[],
  count: Count,
): Tally[][] {
  const table = Array.from({ length: cohorts }, () => columns.map(() => ({ ...emptyTally })));
  for (const row of rows) {
    const line = table[Number(row.cohort)]!;
    const period = Number(row.period);
    if (period < columns.length) line[period]!.people += Number(row.people);
    if (Number(row.payments) === 0) continue;
    columns.forEach((column, i) => {
      if (!amountsIn[count](period, column)) return;
      line[i]!.total += Number(row.total);
      line[i]!.payments += Number(row.payments);
    });
  }
  return table;
}

/** Whether amounts paid so many periods after the start belong to a column. */
const amountsIn: Record<Count, (period: number, column: Column) => boolean> = {
  on: within,
  streak: within,
  brackets: within,
  onOrAfter: (period, { from }) => (from === 0 ? period === 0 : period >= from),
  onOrBefore: (period, { to }) => period <= to,
};

function within(period: number, { from, to }: Column): boolean {
  return period >= from && period <= to;
}

/** What a cell says of the amounts; an average of nothing is nothing. */
export function valueIn(
  { total, payments }: Tally,
  cohort: number,
  as: ValueKind,
  sample: number | undefined,
): number | null {
  const values: Record<ValueKind, () => number | null> = {
    sum: () => total / (sample ?? 1),
    average: () => (payments === 0 ? null : total / payments),
    perPerson: () => (cohort === 0 ? null : total / cohort),
  };
  return values[as]();
}
