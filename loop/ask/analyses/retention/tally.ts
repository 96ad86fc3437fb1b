import { type Column, type Count, numberOf, type RetentionQuestion, type ValueKind } from './question.ts';

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
 * amounts by period after the start: which periods' amounts belong to a column is decided here. Only where amounts are
 * those of who returned has the engine put them into columns already.
 */
export function tallies(
  rows: readonly Record<string, unknown>[],
  cohorts: number,
  columns: readonly Column[],
  { count, value }: Pick<RetentionQuestion, 'count' | 'value'>,
): Tally[][] {
  const places = new Map(columns.map((column, place) => [numberOf(count, column, place), place]));
  const table = Array.from({ length: cohorts }, () => columns.map(() => ({ ...emptyTally })));
  for (const row of rows) {
    const line = table[Number(row.cohort)]!;
    const period = Number(row.period);
    const own = line[places.get(period) ?? -1];
    if (own) own.people += Number(row.people);
    if (value?.as === 'perReturning') {
      if (own) own.total += Number(row.total);
      continue;
    }
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
  { people, total, payments }: Tally,
  cohort: number,
  as: ValueKind,
  sample: number | undefined,
): number | null {
  const values: Record<ValueKind, () => number | null> = {
    sum: () => total / (sample ?? 1),
    average: () => (payments === 0 ? null : total / payments),
    perPerson: () => (cohort === 0 ? null : total / cohort),
    perReturning: () => (people === 0 ? null : total / people),
  };
  return values[as]();
}
