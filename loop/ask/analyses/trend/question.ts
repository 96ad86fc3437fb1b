import { z } from 'zod';
import { complaint } from '#lib/core';
import { Condition, GivenName } from '#loop/condition';
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
export const plainCounts = ['events', 'people', 'perPerson'] as const;
export type Measure = (typeof measures)[number];
export type PlainCount = (typeof plainCounts)[number];

export const Count = z.union([
  z.enum(plainCounts),
  z.partialRecord(z.enum(measures), GivenName).refine(
    (one) => Object.keys(one).length === 1,
    complaint({
      zh: '请写一种计算方式和它的属性，例如 {"sum": "amount"}',
      en: 'give one measure and its property, such as {"sum": "amount"}',
    }),
  ),
]);
export type Count = z.output<typeof Count>;

export const TrendSeries = z.strictObject({
  event: GivenName,
  where: Condition.optional(),
  name: z.string().min(1).max(100).optional(),
  count: Count.default('events').describe(
    'events; people (each once a period); perPerson (events by person who did any); or a measure of a property',
  ),
});
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

/** The measure of a property that a series shows, if it does. */
export function measureOf(count: Count): { as: Measure; property: string } | undefined {
  if (typeof count === 'string') return undefined;
  const [one] = Object.entries(count);
  return one && { as: one[0] as Measure, property: one[1] };
}

/** A question as it is written: what is left out has its default. */
export type TrendDraft = Partial<Omit<TrendQuestion, 'series'>> & { series?: SeriesDraft[] };
export type SeriesDraft = Omit<TrendSeries, 'count'> & { count?: Count };
export type FormulaDraft = TrendQuestion['formulas'][number];
