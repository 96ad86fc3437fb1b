import { z } from 'zod';
import { units } from '#loop/condition';
import type { Answering, Rows } from '../../analysis/analysis.ts';
import { Group, groupOf } from '../../analysis/breakdown.ts';
import { labelOfPeriod, startOfPeriod } from '../../analysis/period.ts';
import { Silence, silencesIn } from '../../analysis/reach.ts';
import { scaledUp } from '../../analysis/sample.ts';
import { type CellState, type Cohorts, cellStates, cohortsOf, isShown } from './cohorts.ts';
import { type Count, type RetentionQuestion, valueKinds } from './question.ts';
import { addTally, emptyTally, type Tally, tallies, valueIn } from './tally.ts';

const Cell = z.strictObject({
  period: z.int(),
  people: z.number(),
  begun: z
    .boolean()
    .describe(
      'somebody may already have returned in it, and it would be known; with `complete` only once it is mature',
    ),
  mature: z
    .boolean()
    .describe('its last period is over for the whole cohort and all of it is known; until then it may grow'),
  value: z.number().nullable().optional(),
});
export type Cell = z.output<typeof Cell>;

const Cohort = z.strictObject({
  cohort: z.int(),
  start: z.string().describe('the moment it begins'),
  label: z.string().describe("the same as a person writes it in the question's time zone"),
  size: z.number(),
  cells: z.array(Cell).readonly(),
});
export type Cohort = z.output<typeof Cohort>;

/** Pooled over the cohorts old enough: returned people / people, never an average of rates. */
const CurveCell = z.strictObject({
  period: z.int(),
  people: z.number(),
  base: z.number().describe('people in the cohorts that are old enough'),
  rate: z.number().nullable().describe('null while no cohort with people in it is old enough'),
  value: z.number().nullable().optional(),
});
export type CurveCell = z.output<typeof CurveCell>;

/** One triangle and the curve pooled from it. */
const Curve = z.strictObject({
  group: Group.optional().describe('absent: everybody'),
  size: z.number(),
  cohorts: z.array(Cohort).readonly(),
  cells: z.array(CurveCell).readonly(),
});
export type Curve = z.output<typeof Curve>;

/** What comes back: triangles of cohorts and periods, and the curve of each. */
export const RetentionAnswer = z.strictObject({
  unit: z.enum(units),
  columns: z
    .array(z.strictObject({ from: z.int(), to: z.int() }))
    .readonly()
    .describe('periods after the start, both included; column 0 is the cohort itself'),
  curves: z
    .array(Curve)
    .readonly()
    .describe("everybody's first, then those of each group, the biggest first"),
  once: z.boolean().describe('each person enters at most one cohort, so that sums over cohorts are people'),
  silences: z
    .array(Silence.extend({ of: z.enum(['start', 'return']).optional() }))
    .readonly()
    .describe('time that starts and returns are looked for in, and of which there are no data'),
  mixed: z
    .array(z.int())
    .readonly()
    .describe(
      'columns at which the curve of everybody turns up (with `onOrBefore` down) and that of the same cohorts does not',
    ),
  sample: z.number().optional().describe('the share of people looked at; all counts are scaled up'),
  value: z
    .strictObject({ of: z.string(), as: z.enum(valueKinds) })
    .optional()
    .describe('what was added up'),
});
export type RetentionAnswer = z.output<typeof RetentionAnswer>;

type Row = Record<string, unknown>;

export function retentionAnswer(
  { cells: rows }: Rows<'cells'>,
  asked: Answering<RetentionQuestion>,
): RetentionAnswer {
  const { question } = asked;
  const cohorts = cohortsOf(asked);
  const frame = frameOf(asked, cohorts);
  const curve = (own: readonly Row[]) => curveOf(own, question, cohorts, frame);
  const everybody = curve(rows);
  return {
    unit: question.unit,
    columns: cohorts.columns,
    curves: [
      everybody,
      ...groupsOf(rows, question).map((own) => ({
        group: groupOf(own[0]!.shown as string[]),
        ...curve(own),
      })),
    ],
    once: question.entry !== 'every',
    silences: silencesOf(asked, cohorts),
    mixed: mixedColumns(everybody, question.count),
    ...(question.sample !== undefined && { sample: question.sample }),
    ...(question.value && { value: question.value }),
  };
}

function silencesOf({ from, to, scope }: Answering<RetentionQuestion>, { known, horizon }: Cohorts) {
  const { starts, returns } = known;
  const later = silencesIn(returns, { from, to: horizon }, scope);
  if (JSON.stringify(starts) === JSON.stringify(returns)) return later;
  return [
    ...silencesIn(starts, { from, to }, scope).map((silence) => ({ ...silence, of: 'start' as const })),
    ...later.map((silence) => ({ ...silence, of: 'return' as const })),
  ];
}

/** Changes smaller than these are not seen in rates written to a tenth of a percent. */
const SEEN = 0.0005;

/** Each column of a pooled curve holds other cohorts, so that it can turn without anybody doing so. */
function mixedColumns({ cohorts, cells }: Curve, count: Count): number[] {
  const rate = (period: number, among: readonly Cohort[]) => {
    const base = among.reduce((sum, { size }) => sum + size, 0);
    return base === 0 ? 0 : among.reduce((sum, one) => sum + one.cells[period]!.people, 0) / base;
  };
  const up = count === 'onOrBefore' ? -1 : 1;
  return cells.flatMap(({ period, rate: now }) => {
    const before = cells[period - 1]?.rate ?? null;
    if (period < 2 || now === null || before === null || up * (now - before) < SEEN) return [];
    const both = cohorts.filter(({ cells: own }) => own[period]!.mature && own[period - 1]!.mature);
    return up * (rate(period, both) - rate(period - 1, both)) <= 0 ? [period] : [];
  });
}

/** The rows of each group of a breakdown, the biggest first. */
function groupsOf(rows: readonly Row[], { by }: RetentionQuestion): Row[][] {
  if (by.length === 0) return [];
  const places = new Map<number, Row[]>();
  for (const row of rows) {
    const place = Number(row.place);
    const own = places.get(place);
    if (own) own.push(row);
    else places.set(place, [row]);
  }
  return [...places].sort(([a], [b]) => a - b).map(([, own]) => own);
}

/** What the triangles of all groups have in common. */
type Frame = readonly { cohort: number; start: string; label: string; states: readonly CellState[] }[];

function frameOf(asked: Answering<RetentionQuestion>, cohorts: Cohorts): Frame {
  const { periods } = cohorts;
  return cellStates(asked, cohorts).flatMap((states, cohort) =>
    isShown(states, asked.question)
      ? [
          {
            cohort,
            start: startOfPeriod(cohort, periods).toISOString(),
            label: labelOfPeriod(cohort, periods),
            states,
          },
        ]
      : [],
  );
}

function curveOf(
  rows: readonly Row[],
  question: RetentionQuestion,
  { count, columns }: Cohorts,
  frame: Frame,
): Curve {
  const { sample, value, complete, wholeCohorts } = question;
  const triangle = tallies(rows, count, columns, question);
  const cohorts = frame.map(({ cohort, start, label, states }) => {
    const line = triangle[cohort]!;
    const entered = line[0]!.people;
    const cells = line.map((tally, period) => ({
      period,
      people: scaledUp(tally.people, sample),
      begun: complete || wholeCohorts ? states[period]!.mature : states[period]!.begun || tally.people > 0,
      mature: states[period]!.mature,
      ...(value && { value: valueIn(tally, entered, value.as, sample) }),
    }));
    return { cohort, start, label, size: scaledUp(entered, sample), cells };
  });
  const cells = columns.map((_, period) => {
    const mature = frame.flatMap(({ cohort, states }) => (states[period]!.mature ? [triangle[cohort]!] : []));
    return curveCell(period, mature, question);
  });
  return { size: cohorts.reduce((sum, { size }) => sum + size, 0), cohorts, cells };
}

function curveCell(
  period: number,
  mature: readonly (readonly Tally[])[],
  { value, sample }: RetentionQuestion,
): CurveCell {
  const pooled = mature.reduce((sum, line) => addTally(sum, line[period]!), emptyTally);
  const base = mature.reduce((sum, line) => sum + line[0]!.people, 0);
  return {
    period,
    people: scaledUp(pooled.people, sample),
    base: scaledUp(base, sample),
    rate: base === 0 ? null : pooled.people / base,
    ...(value && { value: valueIn(pooled, base, value.as, sample) }),
  };
}
