import type { Stretch } from '#loop/condition';
import type { Asked } from '../../analysis.ts';
import { type Group, groupOf } from '../../breakdown.ts';
import { labelOfPeriod, periodsOf, startOfPeriod } from '../../period.ts';
import {
  endOfKnown,
  isBeforeKnown,
  isKnown,
  isTouched,
  knownTime,
  type Silence,
  silencesIn,
} from '../../reach.ts';
import { natureOf } from './counting.ts';
import { rowsOfCounts } from './counts-by-value.ts';
import { evaluate, parseFormula } from './formula.ts';
import type { Count, TrendQuestion } from './question.ts';

export interface TrendPeriod {
  readonly label: string;
  /** Still running, or the data end within it. */
  readonly open: boolean;
  /** Only a part of it lies in the span. */
  readonly cut: boolean;
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
  /** Time of the span of which there are no data: of all series, or of one. */
  readonly silences: readonly (Silence & { readonly series?: number })[];
  /** Data reach from the first period of the span to its end, or now: it may be compared with. */
  readonly complete: boolean;
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
  const known = question.series.map((series) => knownTime(asked, [series]));
  const within = (number: number) =>
    [
      Math.max(starts[number]!.getTime(), from.getTime()),
      Math.min(starts[number + 1]!.getTime(), to.getTime()),
    ] as const;
  /** After the data, and between them, nothing is not 0; before them nothing was sent yet. */
  const told = (figures: Figures, number: number) => {
    const [begin, end] = within(number);
    return figures.map((figure, i) =>
      isBeforeKnown(known[i]!, end) || isTouched(known[i]!, begin, end) ? figure : null,
    );
  };
  const isWhole = (number: number) => {
    const [begin, end] = within(number);
    return known.every((one) => isBeforeKnown(one, end) || isKnown(one, begin, end));
  };
  const lines = groupsOf(rows, question).flatMap(({ group, periods: cells, total }) => {
    let last: Figures = empty;
    const values = starts.slice(0, -1).map((start, number) => {
      if (start > scope.now) return undefined;
      const own = cells.get(number) ?? (question.cumulative ? last : empty);
      last = own;
      return all(told(own, number));
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
      open: !isWhole(number),
      cut: starts[number]! < from || starts[number + 1]! > to,
    })),
    names: namesOf(question),
    lines: lines.toSorted((a, b) => a.series - b.series),
    totals: all(everybody ? figuresOf(everybody, question) : empty),
    cumulative: question.cumulative,
    running: to > scope.now,
    silences: silencesOf(known, asked),
    complete:
      count > 0 &&
      known.every((one) => isTouched(one, ...within(0)) && silencesIn(one, asked, scope).length === 0),
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

/** Until when the data of all series reach. */
export function knownUntil(asked: Asked<TrendQuestion>): Date {
  const ends = asked.question.series.map((series) => endOfKnown(knownTime(asked, [series])));
  return new Date(Math.min(...ends));
}

function silencesOf(known: readonly (readonly Stretch[])[], asked: Asked<TrendQuestion>) {
  const all = known.map((stretches) => silencesIn(stretches, asked, asked.scope));
  if (all.every((silences) => JSON.stringify(silences) === JSON.stringify(all[0]))) return all[0]!;
  return all.flatMap((silences, series) => silences.map((silence) => ({ ...silence, series })));
}
