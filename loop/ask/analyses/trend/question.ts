import { z } from 'zod';
import { complaint } from '#lib/core';
import { Condition, EventPattern, GivenName, MOST_CHOICES } from '#loop/condition';
import { common } from '../../analysis/question.ts';
import { LONGEST_FORMULA, parseFormula, seriesOf } from './formula.ts';

/** What may be made of a property of the events. */
export const measures = [
  'sum',
  'average',
  'min',
  'max',
  'median',
  'p75',
  'p90',
  'p95',
  'p99',
  'distinct',
] as const;
export const plainCounts = ['events', 'people', 'firstTime', 'perPerson'] as const;
/** What may be made of the figures of people, one a person. */
export const spreads = ['average', 'min', 'median', 'p75', 'p90', 'p95', 'p99', 'max'] as const;
export type Measure = (typeof measures)[number];
export type PlainCount = (typeof plainCounts)[number];
export type Spread = (typeof spreads)[number];

/** The people of the last so many days up to the end of each period. */
export const PeopleInLast = z.strictObject({
  peopleInLast: z.int().min(2).max(366).describe('days, up to the end of each period'),
});
export type PeopleInLast = z.output<typeof PeopleInLast>;

/** How many events a person did, or what a property of them comes to, over all people of a period. */
export const PerPerson = z.strictObject({
  perPerson: z.enum(spreads),
  sum: GivenName.optional().describe('the property that is added up for each person; events where absent'),
});
export type PerPerson = z.output<typeof PerPerson>;

export const Count = z.union([
  z.enum(plainCounts),
  PeopleInLast,
  PerPerson,
  z.partialRecord(z.enum(measures), GivenName).refine(
    (one) => Object.keys(one).length === 1,
    complaint({
      zh: '请写一种计算方式和它的属性，例如 {"sum": "amount"}',
      en: 'give one measure and its property, such as {"sum": "amount"}',
    }),
  ),
]);
export type Count = z.output<typeof Count>;

const counted = {
  name: z.string().min(1).max(100).optional(),
  count: Count.default('events').describe(
    'events; people (each once a period); firstTime (people whose first such event ever it is); peopleInLast (people of the last days up to the end of each period); perPerson (events by person who did any, or how they are spread over people); or a measure of a property',
  ),
};

/** What is counted: one event, or any of several, each with its own filter. */
export const TrendSeries = z.union([
  z.strictObject({ event: GivenName, where: Condition.optional(), ...counted }),
  z.strictObject({ anyOf: z.array(EventPattern).min(2).max(MOST_CHOICES), ...counted }),
]);
export type TrendSeries = z.output<typeof TrendSeries>;

/** How much of something there is, period by period. */
export const TrendQuestion = z
  .strictObject({
    kind: z.literal('trend'),
    ...common,
    series: z.array(TrendSeries).min(1).max(10).describe('called A, B, C, … in formulas'),
    formulas: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(100).optional(),
          expression: z.string().min(1).max(LONGEST_FORMULA),
        }),
      )
      .max(5)
      .default([])
      .describe('calculations such as `A / B * 100`'),
    cumulative: z
      .boolean()
      .default(false)
      .describe('each period shows the measure from the start of the span to the end of the period'),
    movingAverage: z
      .int()
      .min(2)
      .max(90)
      .optional()
      .describe(
        'beside each figure the mean of so many periods up to it; periods still running are left out',
      ),
  })
  .superRefine(({ formulas, series }, context) => {
    formulas.forEach(({ expression }, i) => {
      const formula = parseFormula(expression);
      const path = ['formulas', i, 'expression'];
      if (!formula)
        context.addIssue({
          code: 'custom',
          path,
          ...complaint({
            zh: '公式由 A、B、C……、数字、+ - * / 和括号组成',
            en: 'a formula is made of A, B, C, …, numbers, + - * / and brackets',
          }),
        });
      else if (seriesOf(formula).some((one) => one >= series.length))
        context.addIssue({
          code: 'custom',
          path,
          ...complaint({
            zh: `只有指标 A 至 ${letterOf(series.length - 1)}`,
            en: `there are only the series A to ${letterOf(series.length - 1)}`,
          }),
        });
    });
  });
export type TrendQuestion = z.output<typeof TrendQuestion>;

/** What a series is called in formulas. */
export function letterOf(series: number): string {
  return String.fromCharCode(65 + series);
}

/** Whether a series counts people of the last days up to the end of each period. */
export function isPeopleInLast(count: Count): count is PeopleInLast {
  return typeof count === 'object' && 'peopleInLast' in count;
}

/** Whether a series shows how something is spread over people. */
export function isPerPerson(count: Count): count is PerPerson {
  return typeof count === 'object' && 'perPerson' in count;
}

/** Whether a series is asked by a statement of its own: what it counts is not added up from the events of each period. */
export function isApart(count: Count): boolean {
  return count === 'firstTime' || isPeopleInLast(count) || isPerPerson(count);
}

/** Whether the figures of a series are numbers of people, who can be listed. */
export function countsPeople(count: Count | undefined): boolean {
  return count === 'people' || count === 'firstTime' || (count !== undefined && isPeopleInLast(count));
}

/** The measure of a property that a series shows, if it does. */
export function measureOf(count: Count): { as: Measure; property: string } | undefined {
  if (typeof count === 'string' || isPeopleInLast(count) || isPerPerson(count)) return undefined;
  const [one] = Object.entries(count);
  return one && { as: one[0] as Measure, property: one[1] };
}

/** A question as it is written: what is left out has its default. */
export type TrendDraft = Partial<Omit<TrendQuestion, 'series'>> & { series?: SeriesDraft[] };
/** A series as it is written: counted as events where that is left out. */
export type SeriesDraft = TrendSeries extends infer One
  ? One extends TrendSeries
    ? Omit<One, 'count'> & { count?: Count }
    : never
  : never;
export type FormulaDraft = TrendQuestion['formulas'][number];
