import { z } from 'zod';
import { complaint, isTimeZone } from '#lib/core';
import { Condition, GivenName, Span, units } from '#loop/condition';
import { Compare } from './against.ts';

/** How many breakdowns stand beside one another. */
export const MOST_BREAKDOWNS = 3;

/** The numbers at which bins begin. */
const Edges = z
  .array(z.number())
  .min(1)
  .max(30)
  .refine(
    (edges) => edges.every((edge, i) => i === 0 || edges[i - 1]! < edge),
    complaint({ zh: '分段的边界须从小到大，不能重复', en: 'edges must rise, each above the one before' }),
  );

/** What an answer is broken down by: the values of a property, bins of its numbers, or who is in a segment. */
export const Breakdown = z.union([
  z.strictObject({
    property: GivenName,
    of: z.enum(['event', 'person']).default('event'),
    edges: Edges.optional().describe(
      'bins of numbers instead of values: below the first edge, from each edge to the next, from the last on',
    ),
  }),
  z.strictObject({
    inSegment: z.string().min(1).max(64).describe('the id of a saved segment: who is in it, and who is not'),
    of: z.literal('person').default('person'),
  }),
]);
export type Breakdown = z.infer<typeof Breakdown>;

/** What every question has; an analysis adds its own members. */
export const common = {
  span: Span.default({ last: 30, unit: 'day' }),
  unit: z.enum(units).default('day'),
  complete: z.boolean().default(false).describe('leave out periods that are not over'),
  where: Condition.optional().describe('which events count'),
  who: Condition.optional().describe('which people count'),
  by: z
    .array(Breakdown)
    .max(MOST_BREAKDOWNS)
    .default([])
    .describe(
      'the biggest `top` groups are shown and the rest is "other"; bins and segments alone are all shown',
    ),
  top: z.int().min(1).max(50).default(10).describe('values of a breakdown shown; the rest is "other"'),
  compare: Compare,
  timeZone: z
    .string()
    .refine(isTimeZone, complaint({ zh: '没有这个时区', en: 'unknown time zone' }))
    .optional(),
  weekStart: z.enum(['monday', 'sunday']).optional(),
  internal: z
    .boolean()
    .default(false)
    .describe("whether the company's own people count, whom the project names as internal accounts"),
  freshness: z
    .enum(['live', 'minute', 'hour'])
    .default('live')
    .describe('how old an answer may be; after it the old one is shown while a new one is computed'),
  sample: z.number().gt(0).lt(1).optional().describe('share of people looked at; counts are scaled up'),
};

/** The members that every question shares, parsed. */
export type Common = z.output<z.ZodObject<typeof common>>;
