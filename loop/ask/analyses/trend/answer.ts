import type { Asked } from '../../analysis.ts';
import { type Group, groupOf } from '../../breakdown.ts';
import { labelOfPeriod, periodsOf, startOfPeriod } from '../../period.ts';
import { natureOf } from './counting.ts';
import { rowsOfCounts } from './counts-by-value.ts';
import { evaluate, parseFormula } from './formula.ts';
import type { Count, TrendQuestion } from './question.ts';

export interface TrendPeriod {
  readonly label: string;
  /** Not the whole period: it is still running, or cut by an end of the span. */
  readonly open: boolean;
}

export interface TrendName {
  readonly name: string;
  /** What is counted; a calculation over the others where absent. */
  readonly count?: Count;
}

export interface TrendLine {
  /** Which of `names`. */
  readonly series: number;
  readonly group?: Group;
  /** One a period; null where there is no value, or not yet. */
  readonly values: readonly (number | null)[];
  /** Over the whole span: people are distinct, averages are of all events. */
  readonly total: number | null;
}

export interface TrendAnswer {
  readonly periods: readonly TrendPeriod[];
  /** The series, then the formulas. */
  readonly names: readonly TrendName[];
  readonly lines: readonly TrendLine[];
  /** Of everybody, one for each of `names`. */
  readonly totals: readonly (number | null)[];
  readonly cumulative: boolean;
  /** The span is not over, so that its totals will grow. */
  readonly running: boolean;
  /** Counts are estimates from a share of the people. */
  readonly sampled: boolean;
}

type Row = Record<string, unknown>;
type Figures = readonly (number | null)[];

/** The figures of a group: one row a period, and the total. */
interface Figured {
  readonly group?: Group;
  readonly periods: ReadonlyMap<number, Figures>;
  readonly total: Figures;
}

export function trendAnswer(found: readonly Row[], asked: Asked<TrendQuestion>): TrendAnswer {
  const rows = rowsOfCounts(found, asked.question);
  const { question, scope, from, to } = asked;
  const { count, ...periods } = periodsOf({ from, to }, question.unit, scope);
  const starts = Array.from({ length: count + 1 }, (_, number) => startOfPeriod(number, periods));
  const formulas = question.formulas.flatMap(({ expression }) => parseFormula(expression) ?? []);
  const all = (figures: Figures) => [...figures, ...formulas.map((formula) => evaluate(formula, figures))];
  const empty = question.series.map((series) => natureOf(series.count).empty);
  const everybody = rows.find((row) => Number(row.everybody) === 1);
  const lines = groupsOf(rows, question).flatMap(({ group, periods: cells, total }) => {
    let last: Figures = empty;
    const values = starts.slice(0, -1).map((start, number) => {
      if (start > scope.now) return undefined;
      const own = cells.get(number) ?? (question.cumulative ? last : empty);
      last = own;
      return all(own);
    });
    return all(total).map((figure, series) => ({
      series,
      ...(group && { group }),
      values: values.map((figures) => figures?.[series] ?? null),
      total: figure,
    }));
  });
  return {
    periods: Array.from({ length: count }, (_, number) => ({
      label: labelOfPeriod(number, periods),
      open: starts[number]! < from || starts[number + 1]! > earlier(to, scope.now),
    })),
    names: namesOf(question),
    lines: lines.toSorted((a, b) => a.series - b.series),
    totals: all(everybody ? figuresOf(everybody, question) : empty),
    cumulative: question.cumulative,
    running: to > scope.now,
    sampled: question.sample !== undefined,
  };
}

function groupsOf(rows: readonly Row[], question: TrendQuestion): Figured[] {
  const empty = question.series.map(({ count }) => natureOf(count).empty);
  const groups = new Map<number, { group?: Group; periods: Map<number, Figures>; total: Figures }>();
  if (question.by.length === 0) groups.set(1, { periods: new Map(), total: empty });
  for (const row of rows) {
    const isTotal = Number(row.total) === 1;
    if (Number(row.everybody) === 1 && question.by.length > 0) continue;
    const place = question.by.length === 0 ? 1 : Number(row.place);
    const known = groups.get(place) ?? {
      group: groupOf(row.shown as string[]),
      periods: new Map(),
      total: empty,
    };
    if (isTotal) known.total = figuresOf(row, question);
    else known.periods.set(Number(row.period), figuresOf(row, question));
    groups.set(place, known);
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, figured]) => figured);
}

function figuresOf(row: Row, { series, sample = 1 }: TrendQuestion): Figures {
  const figures = row.figures as (number | string | null)[];
  return series.map(({ count }, i) => {
    const figure = figures[i] ?? null;
    const { empty, grows } = natureOf(count);
    if (figure === null || !Number.isFinite(Number(figure))) return empty;
    if (!grows || sample === 1) return Number(figure);
    return typeof count === 'string' ? Math.round(Number(figure) / sample) : Number(figure) / sample;
  });
}

function namesOf({ series, formulas }: TrendQuestion): TrendName[] {
  return [
    ...series.map(({ name, event, count }) => ({ name: name ?? event, count })),
    ...formulas.map(({ name, expression }) => ({ name: name ?? expression })),
  ];
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
