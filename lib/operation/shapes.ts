import { z } from 'zod';

/** Schemas that many operations answer with; those with an `id` stand once in OpenAPI. */

/** A text in every language. */
export const words = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Words' });

/** A moment, which travels as ISO 8601. */
export const moment = z.date().meta({ id: 'Moment' });

const point = z.record(z.string(), z.unknown());
const cell = z.union([z.string(), z.number(), words, z.null()]).meta({ id: 'Cell' });

const column = z
  .strictObject({
    key: z.string(),
    title: words,
    kind: z
      .enum(['text', 'number', 'rate', 'day', 'seconds', 'change', 'points'])
      .describe('how it is written'),
    role: z
      .enum(['dimension', 'period', 'compared', 'measure'])
      .describe(
        'it names its row, names it by a period of the calendar, tells what the row is compared with, or holds a figure',
      ),
    point: point.optional().describe('laid over the point of a row: the point behind this figure'),
    spread: z
      .strictObject({ measure: z.string(), title: words, place: z.union([z.string(), words]) })
      .optional()
      .describe('one measure over several columns, a place each'),
    comparedTo: z
      .string()
      .optional()
      .describe('the key of the column whose figure this one tells the earlier of'),
    averages: z
      .string()
      .optional()
      .describe('the key of the column whose figures are averaged here over several rows'),
  })
  .meta({ id: 'Column' });

/** Columns that name rows and columns that measure them. */
export const table = z
  .strictObject({
    columns: z.array(column),
    rows: z.array(z.record(z.string(), cell)),
    points: z.array(point.nullable()).describe('the point of each row; null where nobody stands behind it'),
    marks: z
      .array(z.strictObject({ open: z.boolean().optional(), rest: z.boolean().optional() }))
      .optional()
      .describe('of each row: whether its figures are not final, whether it is all the rest'),
    spreadOver: words.optional(),
  })
  .meta({ id: 'Table' });
