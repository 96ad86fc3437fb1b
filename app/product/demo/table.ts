import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Migration } from '#lib/store';

/** Which projects hold simulated data, and how far the simulation came. */
export const demoLoads = pgTable('demo_loads', {
  project: integer('project').primaryKey(),
  people: integer('people').notNull(),
  done: integer('done').notNull().default(0),
  state: text('state').$type<'running' | 'done' | 'failed'>().notNull(),
  fault: text('fault'),
  started: timestamp('started', { withTimezone: true, mode: 'date' }).notNull(),
});

export const demoMigrations: readonly Migration[] = [
  {
    name: 'demo-0001-loads',
    database: `
CREATE TABLE demo_loads (
  project integer PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
  people integer NOT NULL,
  done integer NOT NULL DEFAULT 0,
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  fault text,
  started timestamptz NOT NULL
);`,
  },
];
