import { bigint, index, integer, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** What is known of a segment beside its definition. */
export const segmentStates = pgTable('segment_states', {
  /** The definition's id. */
  segment: uuid('segment').primaryKey(),
  /** When its members were last worked out, and how many there were. */
  refreshed: moment('refreshed'),
  size: integer('size'),
  /** The last edition of which it was told who entered and left. */
  told: bigint('told', { mode: 'number' }),
});

/** The size of each segment over time. */
export const segmentSizes = pgTable(
  'segment_sizes',
  {
    segment: uuid('segment').notNull(),
    at: moment('at').notNull(),
    size: integer('size').notNull(),
  },
  (table) => [index('segment_sizes_segment').on(table.segment, table.at)],
);
