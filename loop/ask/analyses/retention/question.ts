import { z } from 'zod';
import { complaint } from '#lib/core';
import { EventPattern, GivenName } from '#loop/condition';
import { common } from '../../analysis/question.ts';

/** Who enters a cohort, and when. */
export const entries = ['every', 'first', 'ever', 'firstEver'] as const;
/** When somebody counts as having come back. */
export const counts = ['on', 'onOrAfter', 'onOrBefore', 'streak', 'brackets'] as const;
export const windows = ['calendar', 'rolling'] as const;
export const valueKinds = ['sum', 'average', 'perPerson'] as const;

export type Entry = (typeof entries)[number];
export type Count = (typeof counts)[number];
export type Window = (typeof windows)[number];
export type ValueKind = (typeof valueKinds)[number];

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
    start: EventPattern.default({ event: '*' }).describe('what opens a cohort'),
    return: EventPattern.default({ event: '*' }).describe('what counts as coming back'),
    periods: z.int().min(2).max(400).default(8).describe('columns, the period of the start itself included'),
    entry: z
      .enum(entries)
      .default('every')
      .describe(
        'every: each period with a start opens a cohort; first: the first start in the span; ever: the first start in all history, with its filter; firstEver: the first event of that name in all history, which must itself pass the filter',
      ),
    count: z.enum(counts).default('on'),
    brackets: z.array(Bracket).min(1).max(50).optional().describe('with count `brackets`: [[1,3],[4,7]]'),
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
      .describe('a number on the return events, added up beside the people'),
  })
  .superRefine(({ count, brackets }, context) => {
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

export function columnsOf({ count, brackets, periods }: RetentionQuestion): Column[] {
  const later =
    count === 'brackets' && brackets
      ? brackets.map(([from, to]) => ({ from, to }))
      : Array.from({ length: periods - 1 }, (_, i) => ({ from: i + 1, to: i + 1 }));
  return [{ from: 0, to: 0 }, ...later];
}

/** A question as it is written: what is left out has its default. */
export type RetentionDraft = Partial<RetentionQuestion>;
