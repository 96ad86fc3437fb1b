import { z } from 'zod';
import { patternsOf, type Stretch } from '#loop/condition';
import type { Answering, Rows } from '../../analysis/analysis.ts';
import { Group, groupOf } from '../../analysis/breakdown.ts';
import { levelsOf } from '../../analysis/levels.ts';
import { labelOfPeriod, periodsOf, startOfPeriod } from '../../analysis/period.ts';
import {
  endOfKnown,
  isBeforeKnown,
  isKnown,
  isTouched,
  knownTime,
  Silence,
  silencesIn,
} from '../../analysis/reach.ts';
import { type ApartFigures, apartFigures } from './apart/figures.ts';
import { latestPeriod } from './apart/windows.ts';
import { natureOf } from './counting.ts';
import { rowsOfCounts } from './counts-by-value.ts';
import { evaluate, type Formula, parseFormula, seriesOf } from './formula.ts';
import { Count, isPeopleInLast, measureOf, type TrendQuestion } from './question.ts';

const TrendPeriod = z.strictObject({
  label: z.string(),
  open: z.boolean().describe('still running, or the data end within it'),
  cut: z.boolean().describe('only a part of it lies in the span'),
});
export type TrendPeriod = z.output<typeof TrendPeriod>;

const TrendLine = z.strictObject({
  series: z.int().describe('which of `names`'),
  group: Group.optional(),
  values: z
    .array(z.number().nullable())
    .readonly()
    .describe('one a period; null where there is no value, or not yet'),
  total: z
    .number()
    .nullable()
    .describe('over the whole span: people are distinct, averages are of all events'),
});
export type TrendLine = z.output<typeof TrendLine>;

/** What comes back: a line for each series and group. */
export const TrendAnswer = z.strictObject({
  periods: z.array(TrendPeriod).readonly(),
  names: z
    .array(
      z.strictObject({
        name: z.string(),
        count: Count.optional().describe('what is counted; a calculation over the others where absent'),
      }),
    )
    .readonly()
    .describe('the series, then the formulas'),
  lines: z.array(TrendLine).readonly(),
  totals: z.array(z.number().nullable()).readonly().describe('of everybody, one for each of `names`'),
  cumulative: z.boolean(),
  running: z.boolean().describe('the span is not over, so that its totals will grow'),
  silences: z
    .array(Silence.extend({ series: z.int().optional() }))
    .readonly()
    .describe('time of the span of which there are no data: of all series, or of one'),
  complete: z
    .boolean()
    .describe('data reach from the first period of the span to its end, or now: it may be compared with'),
  sampled: z.boolean().describe('counts are estimates from a share of the people'),
});
export type TrendAnswer = z.output<typeof TrendAnswer>;

type Row = Record<string, unknown>;
type Figures = readonly (number | null)[];

/** The figures of a group: one row a period, and the total. */
interface Figured {
  readonly group?: Group;
  readonly periods: ReadonlyMap<number, Figures>;
  readonly total: Figures;
}

export function trendAnswer(found: Rows<string>, asked: Answering<TrendQuestion>): TrendAnswer {
  const rows = rowsOfCounts(found.figures ?? [], asked.question);
  const { question, scope, from, to } = asked;
  const apart = apartFigures(found, asked);
  /** The figures of a place with those of the series that were asked apart. */
  const laidOver = (figures: Figures, figureOf: (one: ApartFigures) => unknown): Figures =>
    figures.map((figure, i) => {
      const one = apart[i];
      return one ? figureFrom(figureOf(one), question.series[i]!.count, question) : figure;
    });
  const { count, ...periods } = periodsOf({ from, to }, question.unit, scope);
  const starts = Array.from({ length: count + 1 }, (_, number) => startOfPeriod(number, periods));
  const formulas = question.formulas.flatMap(({ expression }) => parseFormula(expression) ?? []);
  const all = (figures: Figures) => [...figures, ...formulas.map((formula) => evaluate(formula, figures))];
  const empty = question.series.map((series) => natureOf(series.count).empty);
  const everybody = rows.find((row) => Number(row.everybody) === 1);
  const known = question.series.map((series) => knownTime(asked, patternsOf(series)));
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
  const latest = formulas.map((formula) => latestOf(formula, asked));
  const groups = withGroups(groupsOf(rows, question), apart, empty, question);
  const lines = groups.flatMap(({ group, periods: cells, total }) => {
    let last: Figures = empty;
    const values = starts.slice(0, -1).map((start, number) => {
      if (start > scope.now) return undefined;
      const own = cells.get(number) ?? (question.cumulative ? last : empty);
      last = own;
      return all(
        told(
          laidOver(own, (one) => one.at(group, number)),
          number,
        ),
      );
    });
    return all(laidOver(total, (one) => one.total(group))).map((figure, series) => {
      const at = latest[series - question.series.length];
      return {
        series,
        ...(group && { group }),
        values: values.map((figures) => figures?.[series] ?? null),
        total: at === undefined ? figure : (values[at]?.[series] ?? null),
      };
    });
  });
  const ofAll = laidOver(everybody ? figuresOf(everybody, question) : empty, (one) => one.total(undefined));
  const whole = question.by.length === 0 ? lines : [];
  return {
    periods: Array.from({ length: count }, (_, number) => ({
      label: labelOfPeriod(number, periods),
      open: !isWhole(number),
      cut: starts[number]! < from || starts[number + 1]! > to,
    })),
    names: namesOf(question),
    lines: lines.toSorted((a, b) => a.series - b.series),
    totals: all(ofAll).map((figure, series) =>
      latest[series - question.series.length] === undefined
        ? figure
        : (whole.find((line) => line.series === series)?.total ?? null),
    ),
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

/** The groups with those that only a series asked apart has: of days before the span. */
function withGroups(
  groups: readonly Figured[],
  apart: readonly (ApartFigures | undefined)[],
  empty: Figures,
  { by }: TrendQuestion,
): readonly Figured[] {
  const known = new Set(groups.map(({ group }) => JSON.stringify(group)));
  const more = apart.flatMap((one) => one?.groups ?? []).filter((group) => !known.has(JSON.stringify(group)));
  const added = [...new Map(more.map((group) => [JSON.stringify(group), group])).values()];
  const all = [...groups, ...added.map((group) => ({ group, periods: new Map(), total: empty }))];
  const levels = levelsOf(by);
  if (!levels) return all;
  // what has no value stands last
  const placeOf = ({ group }: Figured) => levels.indexOf(String(group?.[0])) >>> 0;
  return all.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The period whose value stands for the whole span, where a calculation uses people of the last days. */
function latestOf(formula: Formula, asked: Answering<TrendQuestion>): number | undefined {
  const { series } = asked.question;
  const windows = seriesOf(formula).filter((i) => series[i] && isPeopleInLast(series[i].count));
  return windows.length === 0 ? undefined : Math.min(...windows.map((i) => latestPeriod(asked, series[i]!)));
}

function figuresOf(row: Row, question: TrendQuestion): Figures {
  const figures = row.figures as readonly unknown[];
  return question.series.map(({ count }, i) => figureFrom(figures[i], count, question));
}

function figureFrom(figure: unknown, count: Count, { sample = 1 }: TrendQuestion): number | null {
  const { empty, grows } = natureOf(count);
  if (figure === null || figure === undefined || !Number.isFinite(Number(figure))) return empty;
  if (!grows || sample === 1) return Number(figure);
  return measureOf(count) ? Number(figure) / sample : Math.round(Number(figure) / sample);
}

function namesOf({ series, formulas }: TrendQuestion): TrendAnswer['names'] {
  return [
    ...series.map((one) => ({
      name:
        one.name ??
        patternsOf(one)
          .map(({ event }) => event)
          .join(' | '),
      count: one.count,
    })),
    ...formulas.map(({ name, expression }) => ({ name: name ?? expression })),
  ];
}

/** Until when the data of all series reach. */
export function knownUntil(asked: Answering<TrendQuestion>): Date {
  const ends = asked.question.series.map((series) => endOfKnown(knownTime(asked, patternsOf(series))));
  return new Date(Math.min(...ends));
}

function silencesOf(known: readonly (readonly Stretch[])[], asked: Answering<TrendQuestion>) {
  const all = known.map((stretches) => silencesIn(stretches, asked, asked.scope));
  if (all.every((silences) => JSON.stringify(silences) === JSON.stringify(all[0]))) return all[0]!;
  return all.flatMap((silences, series) => silences.map((silence) => ({ ...silence, series })));
}
