import { z } from 'zod';
import { moment, words } from '#lib/operation';
import { momentForms } from './mapping/layout-names.ts';
import { layout, mapping } from './mapping/mapping.ts';
import { doubtKinds } from './propose/doubts.ts';
import { importStates } from './table.ts';

/** What operations on files answer. */

const found = z.strictObject({ values: z.array(z.string()), times: z.int() });
const forms = z.array(z.enum(momentForms));

const doubt = z
  .strictObject({
    kind: z.enum(doubtKinds),
    column: z.string(),
    values: z.array(z.string()).describe('some of the values in question'),
    times: z.int().describe('in how many of the rows that were looked at'),
    of: z.int(),
    stops: z.boolean().describe('the file is not imported before somebody has answered'),
  })
  .meta({ id: 'Doubt' });

const profile = z
  .strictObject({
    column: z.string(),
    filled: z.int(),
    noValues: found.optional(),
    distinct: z.int(),
    example: z.string(),
    number: z.boolean(),
    plain: z.boolean(),
    comma: z.boolean(),
    thousands: z.boolean(),
    thousandsExample: z.string(),
    boolean: z.boolean(),
    forms,
    mostForms: forms,
    readTimes: z.int(),
    unread: z.array(z.string()),
    most: z.strictObject({ value: z.string(), times: z.int() }),
    nobody: found.optional(),
    lostDigits: found.optional(),
  })
  .meta({ id: 'ColumnProfile' });

/** What a file seems to hold. */
export const proposed = z.strictObject({
  mapping,
  ambiguous: z.array(z.string()).describe('columns of times in which day and month cannot be told apart'),
  doubts: z.array(doubt),
  profiles: z.array(profile),
  file: z.strictObject({ id: z.string(), name: z.string(), bytes: z.int() }),
  layout,
  sheets: z.array(z.strictObject({ name: z.string(), rows: z.int(), width: z.int() })),
  rows: z.array(z.array(z.string())),
  before: z
    .array(z.strictObject({ id: z.string(), started: moment, state: z.enum(importStates), rows: z.int() }))
    .describe('imports of the same bytes'),
});

const reasonCount = { reason: z.string(), times: z.int(), words };

/** The first rows as they would arrive. */
export const previewed = z.strictObject({
  rows: z.array(
    z.strictObject({
      line: z.int(),
      reason: z.string().describe('why it is left out; empty where it is not'),
      person: z.string(),
      event: z.string(),
      time: z.string(),
      texts: z.record(z.string(), z.string()),
      numbers: z.record(z.string(), z.number()),
      times: z.record(z.string(), z.string()),
    }),
  ),
  counts: z.array(z.strictObject(reasonCount)),
});

/** What a whole file would bring. */
export const counted = z.strictObject({
  rows: z.int(),
  events: z.int(),
  people: z.int(),
  known: z.int().describe('events of a key that are there already'),
  rejected: z.int(),
  reasons: z.array(z.strictObject(reasonCount)),
  frequent: z
    .array(z.strictObject({ person: z.string(), times: z.int() }))
    .describe('ids in so many of the rows that they may stand for nobody'),
  first: z.string().nullable(),
  last: z.string().nullable(),
});

/** How far an import is. */
export const runState = {
  id: z.string(),
  file: z.string(),
  bytes: z.int(),
  source: z.string(),
  state: z.enum(importStates),
  rows: z.int(),
  rejected: z.int(),
  events: z.int(),
  known: z.int(),
  share: z.number().describe('from 0 to 1'),
  secondsLeft: z.number().nullable(),
  started: moment,
  ended: moment.nullable(),
  fault: z.strictObject({ code: z.string(), words }).nullable(),
  who: z.string(),
  event: z.string().nullable(),
  tellsOfEvents: z.boolean(),
};

/** The same with why rows were left out. */
export const runNow = z
  .strictObject({
    ...runState,
    reasons: z.array(
      z.strictObject({ ...reasonCount, lines: z.array(z.int()).describe('the first lines of them') }),
    ),
  })
  .meta({ id: 'ImportRun' });
