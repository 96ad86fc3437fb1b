import { boolean, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { SegmentDefinition } from './segments/segment.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Questions kept under a name. Removed ones stay, so that removing can be undone. */
export const savedQuestions = pgTable(
  'saved_questions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    project: integer('project').notNull(),
    name: text('name').notNull(),
    question: jsonb('question').$type<Record<string, unknown>>().notNull(),
    createdBy: text('created_by').notNull(),
    created: moment('created').notNull(),
    changed: moment('changed').notNull(),
    removed: boolean('removed').notNull().default(false),
  },
  (table) => [index('saved_questions_project').on(table.project)],
);

/** Segments: always a definition, never a copied list. */
export const segments = pgTable(
  'segments',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    project: integer('project').notNull(),
    name: text('name').notNull(),
    definition: jsonb('definition').$type<SegmentDefinition>().notNull(),
    createdBy: text('created_by').notNull(),
    created: moment('created').notNull(),
    /** When its members were last worked out, and how many there were. */
    refreshed: moment('refreshed'),
    size: integer('size'),
    removed: boolean('removed').notNull().default(false),
  },
  (table) => [index('segments_project').on(table.project)],
);

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
