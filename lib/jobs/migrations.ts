import type { Migration } from '#lib/store';

/** The tables of work in the background; before them a queue of its own schema kept it. */
export const jobMigrations: readonly Migration[] = [
  {
    name: 'jobs-0001-runs',
    database: `
DROP SCHEMA IF EXISTS jobs CASCADE;
CREATE TABLE job_runs (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL,
  key text NOT NULL,
  project integer,
  about jsonb NOT NULL,
  who text,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'interrupted', 'done', 'failed', 'cancelled')),
  attempt integer NOT NULL DEFAULT 0,
  fault jsonb,
  asked timestamptz NOT NULL,
  due timestamptz NOT NULL,
  begun timestamptz,
  ended timestamptz,
  progress jsonb NOT NULL DEFAULT '{}',
  log jsonb NOT NULL DEFAULT '[]'
);
CREATE UNIQUE INDEX job_runs_waiting ON job_runs (kind, key) WHERE state = 'waiting';
CREATE INDEX job_runs_project ON job_runs (project, asked);

CREATE TABLE job_schedules (
  kind text PRIMARY KEY,
  last timestamptz NOT NULL
);
`,
  },
];
