import { z } from 'zod';
import type { Answering, Rows } from '../../analysis/analysis.ts';
import { Group, groupOf } from '../../analysis/breakdown.ts';
import { inNaturalOrder } from '../../analysis/ordered-groups.ts';
import { labelOfPeriod, periodsOf, startOfPeriod } from '../../analysis/period.ts';
import { Silence, silencesIn } from '../../analysis/reach.ts';
import { scaledUp } from '../../analysis/sample.ts';
import { counts, type FunnelQuestion, orders, patternsOf, type Show, timed, windowOf } from './question.ts';
import { isAnyKnown, isOver, knownSteps } from './ripe.ts';

const StepCount = z.strictObject({
  people: z.number(),
  rate: z.number().nullable().describe('of those who entered; null where nobody did'),
  stepRate: z.number().nullable().describe('of those who reached the step before'),
  seconds: z.number().nullable().describe('median seconds from the step before'),
});
export type StepCount = z.output<typeof StepCount>;

/** What is known of everybody (without `group`) or of one group. */
const Of = z.strictObject({ group: Group.optional() });
type Of = z.output<typeof Of>;

const GroupTime = Of.extend({
  people: z.number(),
  average: z.number().nullable(),
  p10: z.number().nullable(),
  p25: z.number().nullable(),
  median: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
  counts: z.array(z.number()).readonly().describe('people in each bin'),
});
export type GroupTime = z.output<typeof GroupTime>;

const FunnelPeriod = z.strictObject({
  label: z.string(),
  open: z
    .boolean()
    .describe('some who entered in it still have time to go on, or the data end before theirs'),
  cut: z.boolean().describe('only a part of it lies in the span'),
  known: z.boolean().describe('there are data of it'),
});
export type FunnelPeriod = z.output<typeof FunnelPeriod>;

const shared = {
  order: z.enum(orders),
  count: z.enum(counts).describe('what all numbers of people are of: people, or their attempts'),
  names: z.array(z.string()).readonly().describe('the names of the steps'),
  open: z
    .boolean()
    .describe('of everybody who entered, some still have time to go on, or the data end before theirs'),
  silences: z
    .array(Silence)
    .readonly()
    .describe('time in which steps may lie, and of which there are no data'),
  sampled: z.boolean().describe('counts are estimates from a share of the people'),
  overlapping: z.boolean().describe('one person may stand in several groups'),
};
const Shared = z.strictObject(shared);
type Shared = z.output<typeof Shared>;

/** What comes back: in the shape that the question shows. */
export const FunnelAnswer = z.discriminatedUnion('show', [
  z.strictObject({
    show: z.literal('steps'),
    ...shared,
    groups: z.array(Of.extend({ steps: z.array(StepCount).readonly() })).readonly(),
    ripe: z
      .strictObject({ entered: z.number(), converted: z.number() })
      .describe(
        'of everybody, those whose window is over as far as the data reach, and how many of them went all the way',
      ),
  }),
  z.strictObject({
    show: z.literal('time'),
    ...shared,
    from: z.int(),
    to: z.int(),
    bins: z.array(z.number()).readonly().describe('seconds at which each bin begins'),
    width: z.number().describe('seconds that each bin is long'),
    groups: z.array(GroupTime).readonly(),
  }),
  z.strictObject({
    show: z.literal('trend'),
    ...shared,
    periods: z.array(FunnelPeriod).readonly(),
    groups: z
      .array(
        Of.extend({
          people: z
            .array(z.array(z.number()).readonly())
            .readonly()
            .describe('for each period, how many who entered in it reached each step'),
        }),
      )
      .readonly(),
  }),
]);
export type FunnelAnswer = z.output<typeof FunnelAnswer>;

type Row = Record<string, unknown>;

export function answerOf({ counts: rows }: Rows<'counts'>, asked: Answering<FunnelQuestion>): FunnelAnswer {
  return { ...sharedOf(asked), ...shown[asked.question.show](rows, asked) } as FunnelAnswer;
}

function sharedOf(asked: Answering<FunnelQuestion>): Shared {
  const { question, scope, from, to } = asked;
  const window = windowOf(question);
  const known = knownSteps(asked);
  const horizon = { from, to: new Date(to.getTime() + window) };
  return {
    order: question.order,
    count: question.count,
    names: question.steps.map(
      (step) =>
        step.name ??
        patternsOf(step)
          .map(({ event }) => event)
          .join(' / '),
    ),
    open: !isOver(known, from.getTime(), to.getTime(), window),
    silences: silencesIn(known.later, horizon, scope),
    sampled: question.sample !== undefined,
    overlapping: question.attribute === 'all' && question.by.some(({ of }) => of === 'event'),
  };
}

type Shown = { [S in Show]: Omit<Extract<FunnelAnswer, { show: S }>, keyof Shared> & Partial<Shared> };

const shown: { [S in Show]: (rows: readonly Row[], asked: Answering<FunnelQuestion>) => Shown[S] } = {
  steps: (rows, { question }) => {
    const everybody = rows.find((row) => Number(row.everybody) === 1);
    const [entered = 0] = numbers(everybody?.people, 1);
    const [ripe = 0, converted = 0] = numbers(everybody?.ripe, 2);
    return {
      show: 'steps',
      open: ripe < entered,
      ripe: { entered: scaledUp(ripe, question.sample), converted: scaledUp(converted, question.sample) },
      groups: byGroup(rows, question).map(({ of, rows: [row] }) => ({
        ...of,
        steps: stepCounts(
          numbers(row?.people, question.steps.length),
          numbers(row?.seconds, 0),
          question.sample,
        ),
      })),
    };
  },
  time: (rows, { question }) => {
    const { from, to } = timed(question);
    const first = rows.find(({ people }) => Number(people) > 0);
    const count = first ? Number(first.bins) + 1 : 0;
    const bins = Array.from({ length: count }, (_, i) => Number(first?.low) + i * Number(first?.width));
    return {
      show: 'time',
      from,
      to,
      bins,
      width: Number(first?.width ?? 1),
      groups: byGroup(rows, question).map(({ of, rows: own }) => timeOf(of, own, count, question.sample)),
    };
  },
  trend: (rows, asked) => {
    const { question, scope, from, to } = asked;
    const { count, ...periods } = periodsOf({ from, to }, question.unit, scope);
    const nobody = question.steps.map(() => 0);
    const known = knownSteps(asked);
    return {
      show: 'trend',
      periods: Array.from({ length: count }, (_, i): FunnelPeriod => {
        const [start, end] = [startOfPeriod(i, periods), startOfPeriod(i + 1, periods)];
        const first = Math.max(start.getTime(), from.getTime());
        const last = Math.min(end.getTime(), to.getTime());
        return {
          label: labelOfPeriod(i, periods),
          open: !isOver(known, first, last, windowOf(question)),
          cut: start < from || end > to,
          known: isAnyKnown(known, first, last),
        };
      }),
      groups: byGroup(rows, question).map(({ of, rows: own }) => {
        const people = Array.from({ length: count }, () => nobody);
        for (const row of own)
          people[Number(row.period)] = numbers(row.people, 0).map((n) => scaledUp(n, question.sample));
        return { ...of, people };
      }),
    };
  },
};

/** The rows of everybody, then those of each group; of everybody there is always an entry. */
function byGroup(rows: readonly Row[], { by }: FunnelQuestion): { of: Of; rows: Row[] }[] {
  const everybody = rows.filter((row) => Number(row.everybody) === 1);
  const groups = new Map<number, { of: Of; rows: Row[] }>();
  if (by.length > 0)
    for (const row of rows) {
      if (Number(row.everybody) === 1) continue;
      const place = Number(row.place);
      const group = groups.get(place) ?? { of: { group: groupOf(row.shown as string[]) }, rows: [] };
      group.rows.push(row);
      groups.set(place, group);
    }
  return [{ of: {}, rows: everybody }, ...inNaturalOrder([...groups.values()], ({ of }) => of.group)];
}

function stepCounts(
  people: readonly number[],
  seconds: readonly number[],
  sample: number | undefined,
): StepCount[] {
  const share = (part: number, whole: number | undefined) => (whole ? part / whole : null);
  return people.map((count, i) => ({
    people: scaledUp(count, sample),
    rate: share(count, people[0]),
    stepRate: i === 0 ? null : share(count, people[i - 1]),
    seconds: i > 0 && count > 0 ? (seconds[i - 1] ?? null) : null,
  }));
}

function timeOf(of: Of, rows: readonly Row[], bins: number, sample: number | undefined): GroupTime {
  const whole = rows.find((row) => Number(row.whole) === 1);
  const people = Number(whole?.people ?? 0);
  const [p10, p25, median, p75, p90] = people > 0 ? numbers(whole?.quantiles, 5) : [];
  const counts = Array.from({ length: bins }, () => 0);
  for (const row of rows)
    if (Number(row.whole) === 0) counts[Number(row.bin)] = scaledUp(Number(row.people), sample);
  return {
    ...of,
    people: scaledUp(people, sample),
    average: people > 0 ? Number(whole?.average) : null,
    p10: p10 ?? null,
    p25: p25 ?? null,
    median: median ?? null,
    p75: p75 ?? null,
    p90: p90 ?? null,
    counts,
  };
}

function numbers(values: unknown, length: number): number[] {
  return Array.isArray(values) ? values.map(Number) : Array.from({ length }, () => 0);
}
