import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Words } from '#lib/core';
import type { Progress } from './kind.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const runStates = ['waiting', 'running', 'interrupted', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

export interface LogLine {
  readonly at: string;
  readonly words: Words;
}

/** Work in the background: what waits, what runs, and what became of it. */
export const runs = pgTable(
  'job_runs',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    kind: text('kind').notNull(),
    /** One run at a time has it. */
    key: text('key').notNull(),
    /** Absent for work of the whole installation. */
    project: integer('project'),
    about: jsonb('about').$type<object>().notNull(),
    /** The person who asked; absent for what the product asked for. */
    who: text('who'),
    state: text('state').$type<RunState>().notNull(),
    attempt: integer('attempt').notNull().default(0),
    fault: jsonb('fault').$type<{ code: string; words: Words }>(),
    asked: moment('asked').notNull(),
    /** Not begun before. */
    due: moment('due').notNull(),
    begun: moment('begun'),
    ended: moment('ended'),
    progress: jsonb('progress').$type<Progress>().notNull().default({}),
    log: jsonb('log').$type<LogLine[]>().notNull().default([]),
  },
  (table) => [
    uniqueIndex('job_runs_waiting').on(table.kind, table.key).where(sql`state = 'waiting'`),
    index('job_runs_project').on(table.project, table.asked),
  ],
);

export type RunRow = typeof runs.$inferSelect;

/** Up to which time each schedule was followed. */
export const schedules = pgTable('job_schedules', {
  kind: text('kind').primaryKey(),
  last: moment('last').notNull(),
});
