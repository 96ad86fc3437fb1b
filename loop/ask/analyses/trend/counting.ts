import { type Sql, sql } from '#lib/sql';
import type { Scope } from '#loop/condition';
import {
  type Count,
  isApart,
  isPeopleInLast,
  isPerPerson,
  type Measure,
  measureOf,
  type PlainCount,
} from './question.ts';

/** How a series is added up: states in cells, merged over cells, and the value made of them. */
export interface Counting {
  /** The property that is measured, read once an event; none for plain counts. */
  readonly property?: Sql;
  readonly states: readonly State[];
  /** The value, from how each state is merged. */
  readonly value: (merged: readonly Sql[]) => Sql;
}

/** An aggregate function that keeps its state. */
interface State {
  /** Over the events of a cell, of which only some are the series' own (all of them, where `fits` is absent). */
  readonly of: (fits: Sql | undefined) => Sql;
  /** Over the states of a column: `suffix` is Merge or MergeState. */
  readonly merged: (suffix: Sql, column: Sql) => Sql;
}

/** What a series shows where there is nothing, and under a sample. */
export interface Nature {
  /** What a period without any event shows: nothing happened is 0 of a count, but no average. */
  readonly empty: 0 | null;
  /** Whether it grows with the number of people looked at, so that a sample is scaled up. */
  readonly grows: boolean;
}

const merging = (name: Sql, parameter: Sql) => (suffix: Sql, column: Sql) =>
  sql`${name}${suffix}${parameter}(${column})`;
const first = ([only]: readonly Sql[]) => only!;

const events: State = {
  of: (fits) => (fits ? sql`countStateIf(${fits})` : sql`countState()`),
  merged: merging(sql`count`, sql.empty),
};
const people: State = {
  of: (fits) => (fits ? sql`uniqExactStateIf(person, ${fits})` : sql`uniqExactState(person)`),
  merged: merging(sql`uniqExact`, sql.empty),
};

const plain: Record<PlainCount, Counting & Nature> = {
  events: { states: [events], value: first, empty: 0, grows: true },
  people: { states: [people], value: first, empty: 0, grows: true },
  firstTime: { states: [events], value: first, empty: 0, grows: true },
  perPerson: {
    states: [events, people],
    value: ([all, distinct]) => sql`${all!} / ${distinct!}`,
    empty: null,
    grows: false,
  },
};

interface Measuring extends Nature {
  readonly name: Sql;
  readonly parameter?: Sql;
}
const quantile = (share: Sql): Measuring => ({
  name: sql`quantileExactInclusive`,
  parameter: sql`(${share})`,
  empty: null,
  grows: false,
});

const measured: Record<Measure, Measuring> = {
  sum: { name: sql`sum`, empty: 0, grows: true },
  average: { name: sql`avg`, empty: null, grows: false },
  min: { name: sql`min`, empty: null, grows: false },
  max: { name: sql`max`, empty: null, grows: false },
  median: quantile(sql`0.5`),
  p75: quantile(sql`0.75`),
  p90: quantile(sql`0.9`),
  p95: quantile(sql`0.95`),
  p99: quantile(sql`0.99`),
  distinct: { name: sql`uniqExact`, empty: 0, grows: false },
};

/** The column of a series' property; null on events that are not its own. */
export const amountOf = (series: number): Sql => sql.name(`amount${series}`);

export function countingOf(count: Count, series: number, scope: Scope): Counting {
  // the figure of a series that is asked apart is laid over this one
  if (isApart(count)) return plain.events;
  const measure = measureOf(count);
  if (!measure) return plain[count as PlainCount];
  const { name, parameter = sql.empty } = measured[measure.as];
  const state: State = {
    of: () => sql`${name}State${parameter}(${amountOf(series)})`,
    merged: merging(name, parameter),
  };
  const property = scope.eventProperty(measure.property, measure.as === 'distinct' ? 'label' : 'number');
  return { property, states: [state], value: first };
}

export function natureOf(count: Count): Nature {
  if (isPeopleInLast(count)) return plain.people;
  if (isPerPerson(count)) return plain.perPerson;
  const measure = measureOf(count);
  return measure ? measured[measure.as] : plain[count as PlainCount];
}
