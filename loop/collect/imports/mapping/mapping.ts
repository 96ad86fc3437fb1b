import { z } from 'zod';
import { complaint, isTimeZone } from '#lib/core';
import { composed } from '#loop/condition';
import { MAX_NAME, wellFormedCut } from '../../receive/properties.ts';
import { encodings, MAX_SKIP, momentForms, quotings, separators } from './layout-names.ts';

export const formats = ['csv', 'spaces', 'jsonl', 'xlsx', 'parquet'] as const;
const layoutParts = {
  format: z.enum(formats),
  gzip: z.boolean(),
  encoding: z.enum(encodings),
  /** What ends a line: `cr` as the Mac once did, with or without a line feed otherwise. */
  breaks: z.enum(['lf', 'cr']),
  /** Of format csv. */
  separator: z.enum(separators),
  quotes: z.enum(quotings),
  /** Lines that stand above the table: titles, comments, blanks. */
  skip: z.int().min(0).max(MAX_SKIP),
  /** Whether the first row of the table names the columns. */
  header: z.boolean(),
  /** Of format xlsx. */
  sheet: z.string().max(200).optional(),
};

/** How the bytes of a file become rows of fields. */
export const layout = z
  .strictObject({
    ...layoutParts,
    gzip: layoutParts.gzip.default(false),
    encoding: layoutParts.encoding.default('utf-8'),
    breaks: layoutParts.breaks.optional(),
    separator: layoutParts.separator.default(','),
    quotes: layoutParts.quotes.default('strict'),
    skip: layoutParts.skip.default(0),
    header: layoutParts.header.default(true),
  })
  .meta({ id: 'FileLayout' });
/** What of a layout is known better than the bytes tell. */
export const layoutWishes = z.strictObject(layoutParts).partial();
export type Layout = z.output<typeof layout>;
export type LayoutWishes = Readonly<z.output<typeof layoutWishes>>;

/** What a column is. */
export const columnRoles = [
  'person',
  'device',
  'time',
  'event',
  'key',
  'amount',
  'property',
  'trait',
  'both',
  'ignore',
] as const;
export type ColumnRole = (typeof columnRoles)[number];
export const valueTypes = ['text', 'number', 'time', 'boolean'] as const;
export type ValueType = (typeof valueTypes)[number];

/** What rows of the same key are: the same event told again, lines of one event, or events of their own. */
export const sameKeys = ['repeat', 'lines', 'items'] as const;
export type SameKey = (typeof sameKeys)[number];
/** How the values of a column become one where lines become one event. */
export const gatherings = ['once', 'sum', 'list'] as const;

export const MAX_COLUMNS = 1000;

const propertyName = z.string().min(1).max(MAX_NAME).regex(/^[^$]/, 'must not begin with $');

const mappedColumn = z.strictObject({
  /** As the header names it; `column 3` where there is no header. */
  column: z.string().max(1000),
  role: z.enum(columnRoles),
  /** The name of the property it becomes; the column's own by default. */
  name: propertyName.optional(),
  type: z.enum(valueTypes).default('text'),
  /** Of times. */
  form: z.enum(momentForms).optional(),
  /** Where rows of one key are lines of one event: what becomes of the values of its lines; by default once. */
  gather: z.enum(gatherings).optional(),
});
export type MappedColumn = z.output<typeof mappedColumn>;

/** The name of the property a column becomes, spelt and cut like those of messages. */
export function propertyNameOf({ name, column }: Pick<MappedColumn, 'name' | 'column'>): string {
  return wellFormedCut(composed(name ?? column), MAX_NAME);
}

/** What each column of a file is, and how rows become events and properties of people. */
export const mapping = z
  .strictObject({
    columns: z.array(mappedColumn).min(1).max(MAX_COLUMNS),
    /** The name of all events, where no column names them; null when rows only tell of people. */
    event: z.string().trim().min(1).max(MAX_NAME).nullable(),
    /** The amount as a product of two columns, where no column has it. */
    amount: z.strictObject({ quantity: z.string(), price: z.string() }).optional(),
    /** The column of the time of day, where the column of the time holds only the day. */
    clock: z.string().max(1000).optional(),
    /** Where a column is the key. */
    sameKey: z.enum(sameKeys).optional(),
    /** Ids that stand for nobody, beside those that are known to; rows of theirs are left out. */
    nobody: z.array(z.string().max(200)).max(100).optional(),
    timeZone: z.string().refine(isTimeZone, complaint({ zh: '没有这个时区', en: 'unknown time zone' })),
    /** What stands before the fraction of a number. */
    decimal: z.enum(['point', 'comma']).default('point'),
  })
  .meta({ id: 'FileMapping' });
export type Mapping = z.output<typeof mapping>;

/** Whether rows become events, rather than only telling of people. */
export function tellsOfEvents({ event, columns }: Pick<Mapping, 'event' | 'columns'>): boolean {
  return event !== null || columns.some(({ role }) => role === 'event');
}

/** Whether events are known by a key of their own, so that a row that comes again adds nothing. */
export function isKeyed(mapping: Mapping): boolean {
  return tellsOfEvents(mapping) && mapping.columns.some(({ role }) => role === 'key');
}
