import { z } from 'zod';
import { complaint } from '#lib/core';
import { EventChoice, GivenName } from '#loop/condition';
import { common } from '../../analysis/question.ts';

/** Who enters a cohort, and when. */
export const entries = ['every', 'first', 'ever', 'firstEver'] as const;
/** When somebody counts as having come back. */
export const counts = ['on', 'onOrAfter', 'onOrBefore', 'streak', 'brackets'] as const;
export const windows = ['calendar', 'rolling'] as const;
export const valueKinds = ['sum', 'average', 'perPerson', 'perReturning'] as const;
/** What of periods that are not over is left out. */

export type Entry = (typeof entries)[number];
export type Count = (typeof counts)[number];
export type Window = (typeof windows)[number];
export type ValueKind = (typeof valueKinds)[number];

const Columns = z
  .array(z.int().min(1).max(399))
  .min(1)
  .max(50)
  .refine(
    (columns) => columns.every((period, i) => i === 0 || period > columns[i - 1]!),
    complaint({
      zh: '`columns` 从小到大写，不重复，例如 [1, 3, 7, 14, 30]',
      en: '`columns` are written from low to high, each once, such as [1, 3, 7, 14, 30]',
    }),
  );

const Bracket = z.tuple([z.int().min(1).max(1000), z.int().min(1).max(1000)]).refine(
  ([from, to]) => from <= to,
  complaint({
    zh: '区间写作 [from, to]，`from` 不能晚于 `to`',
    en: 'a bracket is [from, to], `from` not after `to`',
  }),
);

/** Who came back: people who did `start`, by when they did it, and how many of them did `return` later. */
export const RetentionQuestion = z
  .strictObject({
    kind: z.literal('retention'),
    ...common,
    start: EventChoice.default({ event: '*' }).describe('what opens a cohort: an event, or any of several'),
    return: EventChoice.default({ event: '*' }).describe(
      'what counts as coming back: an event, or any of several',
    ),
    periods: z.int().min(2).max(400).default(8).describe('columns, the period of the start itself included'),
    columns: Columns.optional().describe(
      'the periods that have a column, such as [1,3,7,14,30], instead of all up to `periods`; not with count `brackets`',
    ),
    wholeCohorts: z
      .boolean()
      .default(false)
      .describe('leave out each cohort that has a period which is not over'),
    entry: z
      .enum(entries)
      .default('every')
      .describe(
        'every: each period with a start opens a cohort; first: the first start in the span; ever: the first start in all history, with its filter; firstEver: the first event of that name (of several, of any of these names) in all history, which must itself pass the filter',
      ),
    count: z.enum(counts).default('on'),
    brackets: z.array(Bracket).min(1).max(50).optional().describe('with count `brackets`: [[1,3],[4,7]]'),
    hold: z
      .strictObject({ property: GivenName })
      .optional()
      .describe(
        'a property of events held constant: a return counts only with the value that the start which opened the cohort has; without a value nothing does',
      ),
    minReturns: z.int().min(1).max(1000).default(1).describe('return events needed to count as returned'),
    window: z
      .enum(windows)
      .default('calendar')
      .describe(
        "calendar periods, or rolling: n × 24 h from the person's own start (hour 1 h, week 7 × 24 h, month 30 × 24 h, quarter 90 × 24 h, year 365 × 24 h)",
      ),
    value: z
      .strictObject({ of: GivenName, as: z.enum(valueKinds).default('sum') })
      .optional()
      .describe(
        'a number on the return events, added up beside the people: its sum, by return event, by person of the cohort, or by person who counts as returned (their own events alone)',
      ),
  })
  .superRefine(({ count, brackets, columns }, context) => {
    if (columns && count === 'brackets')
      context.addIssue({
        code: 'custom',
        path: ['columns'],
        ...complaint({
          zh: 'count 为 `brackets` 时各列就是 `brackets`，不能再写 `columns`',
          en: 'with count `brackets` these are the columns; leave out `columns`',
        }),
      });
    if ((count === 'brackets') !== (brackets !== undefined))
      context.addIssue({
        code: 'custom',
        path: ['brackets'],
        ...complaint({
          zh: 'count 为 `brackets` 时才写、也必须写 `brackets`',
          en: 'count `brackets` and `brackets` go together',
        }),
      });
  });
export type RetentionQuestion = z.output<typeof RetentionQuestion>;

/** A column of the answer: the periods after the start that it looks at, both included. Column 0 is the cohort itself. */
export interface Column {
  readonly from: number;
  readonly to: number;
}

export function columnsOf({ count, brackets, columns, periods }: RetentionQuestion): Column[] {
  if (count === 'brackets' && brackets)
    return [{ from: 0, to: 0 }, ...brackets.map(([from, to]) => ({ from, to }))];
  const later = columns ?? Array.from({ length: periods - 1 }, (_, i) => i + 1);
  return [0, ...later].map((period) => ({ from: period, to: period }));
}

/** How many periods are looked at one by one, that of the start included. */
export function periodsAsked({ columns, periods }: RetentionQuestion): number {
  return columns ? columns.at(-1)! + 1 : periods;
}

/** The number by which the engine's rows call a column: the place of a bracket, else the period itself. */
export function numberOf(count: Count, column: Column, place: number): number {
  return count === 'brackets' ? place : column.from;
}

/** A question as it is written: what is left out has its default. */
export type RetentionDraft = Partial<RetentionQuestion>;
