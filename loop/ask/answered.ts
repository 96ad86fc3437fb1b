import { z } from 'zod';
import { analysisOf } from './any-analysis.ts';

/** The schemas of questions and answers, as OpenAPI shows them and the contract test holds answers against. */

const Words = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Words' });
const Cell = z.union([z.string(), z.number(), Words, z.null()]);
const Point = z.record(z.string(), z.unknown());

const Column = z.strictObject({
  key: z.string(),
  title: Words,
  kind: z
    .enum(['text', 'number', 'rate', 'day', 'seconds', 'change', 'points'])
    .describe('how it is written'),
  role: z
    .enum(['dimension', 'period', 'compared', 'measure'])
    .describe(
      'it names its row, names it by a period of the calendar, tells what the row is compared with, or holds a figure',
    ),
  point: Point.optional().describe('laid over the point of a row: the point behind this figure'),
  spread: z
    .strictObject({ measure: z.string(), title: Words, place: z.union([z.string(), Words]) })
    .optional()
    .describe('one measure over several columns, a place each'),
});

const Table = z
  .strictObject({
    columns: z.array(Column),
    rows: z.array(z.record(z.string(), Cell)),
    points: z.array(Point.nullable()).describe('the point of each row; null where nobody stands behind it'),
    spreadOver: Words.optional(),
  })
  .meta({ id: 'Table' });

const all = Object.values(analysisOf);

/** Any question, as it may be asked. */
export const AnyQuestion = z.union(all.map(({ question }) => question));

/** Any answer, with the question that it answers filled in. */
export const AnyAnswered = z.union(
  all.map(({ question, answered }) =>
    z.strictObject({
      question,
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      answer: answered,
      before: answered.optional().describe('the answer compared with'),
      comparedWith: z
        .strictObject({
          from: z.string(),
          to: z.string(),
          name: z.string(),
          periods: z.array(z.strictObject({ label: z.string(), before: z.string().nullable() })),
        })
        .optional()
        .describe('the moments compared with, and which period stands beside which'),
      headline: Words,
      remarks: z.array(Words).describe('what must be known to read the headline right'),
      definition: Words.describe('how it was counted'),
      table: Table,
      computed: z.iso.datetime().describe('when it was computed'),
    }),
  ),
);
