import { z } from 'zod';
import { complaint } from '#lib/core';
import { type Stretch, units } from './interval.ts';

const Day = z.iso.date().describe('a calendar day, YYYY-MM-DD, in the time zone of the question');

const MOST_YEARS = 100;

/** A stretch of time, checked. What works with stretches stands apart, so that a first page need not load the checking. */
export const Span = z.union([
  z
    .strictObject({ from: Day, to: Day.optional().describe('until now where it is left out') })
    .refine(
      ({ from, to }) => to === undefined || from <= to,
      complaint({ zh: '`from` 不能晚于 `to`', en: '`from` must not be after `to`' }),
    ),
  z
    .strictObject({ last: z.int().min(1).max(3660), unit: z.enum(units) })
    .refine(
      ({ last, unit }) => unit !== 'year' || last <= MOST_YEARS,
      complaint({ zh: `最多 ${MOST_YEARS} 年`, en: `${MOST_YEARS} years at most` }),
    ),
]) satisfies z.ZodType<Stretch>;
export type Span = z.infer<typeof Span>;
