import { z } from 'zod';
import { complaint, type Words } from '#lib/core';

const Day = z.iso.date().describe('a calendar day, YYYY-MM-DD, in the time zone of the question');

/** What an answer is compared with. */
export const Against = z.union([
  z.enum(['previous', 'year']),
  z
    .strictObject({ from: Day, to: Day })
    .refine(
      ({ from, to }) => from <= to,
      complaint({ zh: '`from` 不能晚于 `to`', en: '`from` must not be after `to`' }),
    ),
]);
export type Against = z.output<typeof Against>;

/** As many stand beside an answer as can be told apart. */
export const MOST_COMPARED = 3;

/** All that an answer is compared with, the first of it in the sentence; one alone may be written without a list. */
export const Compare = z
  .preprocess(
    (given) => (given === undefined || Array.isArray(given) ? given : [given]),
    z.array(Against).max(MOST_COMPARED).default([]),
  )
  .describe(
    'the span before, the same days a year earlier (by weeks 52 weeks), or days of your own; one or a list of them',
  );

const words = {
  previous: { zh: '上期', en: 'previous span' },
  year: { zh: '去年同期', en: 'a year earlier' },
} satisfies Record<string, Words>;

/** What is compared with, as the title of figures. */
export function againstWords(against: Against): Words {
  if (typeof against === 'string') return words[against];
  const days = `${against.from} – ${against.to}`;
  return { zh: days, en: days };
}
