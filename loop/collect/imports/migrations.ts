import { type Migration, materializedView } from '#lib/store';

const row = `
  project UInt32,
  line UInt64,
  reason LowCardinality(String),
  raw String,
  id UInt64,
  time DateTime64(3, 'UTC'),
  event LowCardinality(String),
  distinct_id String,
  texts Map(LowCardinality(String), String),
  numbers Map(LowCardinality(String), Float64),
  times Map(LowCardinality(String), DateTime64(3, 'UTC')),
  traits Array(Tuple(name LowCardinality(String), text String, number Float64, moment DateTime64(3, 'UTC'))),
  source LowCardinality(String),
  received DateTime64(3, 'UTC')`;

/**
 * Rows of files go into a table that keeps nothing; views send each to where it belongs, so that a file is read once.
 * A missing number is NaN there and a missing moment the year 1900.
 */
const files: Migration = {
  name: 'collect-0201-files',
  warehouse: (cluster) => [
    `CREATE TABLE IF NOT EXISTS file_rows${cluster === undefined ? '' : ` ON CLUSTER \`${cluster}\``} (${row}
) ENGINE = Null`,
    ...fileView(
      cluster,
      'events',
      'file_rows_events',
      (from) => `SELECT project, time, event, id, distinct_id, texts, numbers, times, source, received
FROM ${from} WHERE reason = '' AND event != ''`,
    ),
    ...fileView(
      cluster,
      'rejects',
      'file_rows_rejects',
      (from) => `SELECT project, received, source, line, reason, raw FROM ${from} WHERE reason != ''`,
    ),
    ...fileView(
      cluster,
      'known_people',
      'file_rows_people',
      (
        from,
      ) => `SELECT project, sipHash64(project, distinct_id) AS person, time AS first, time AS last, distinct_id
FROM ${from} WHERE reason = '' AND event = ''`,
    ),
    ...fileView(
      cluster,
      'person_properties',
      'file_rows_traits',
      (
        from,
      ) => `SELECT project, trait.name AS name, sipHash64(project, distinct_id) AS person, trait.text AS text,
  if(isNaN(trait.number), NULL, trait.number) AS number, if(toYear(trait.moment) = 1900, NULL, trait.moment) AS moment,
  toUInt8(0) AS gone, toUInt64(4611686018427387904 + toUnixTimestamp64Milli(time)) AS version
FROM ${from} ARRAY JOIN traits AS trait WHERE reason = ''`,
    ),
  ],
  database: `
CREATE TABLE file_imports (
  id text PRIMARY KEY,
  project integer NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  file jsonb NOT NULL,
  fingerprint text NOT NULL,
  layout jsonb NOT NULL,
  mapping jsonb NOT NULL,
  mapping_hash text NOT NULL,
  columns jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'removing', 'removed')),
  parts integer NOT NULL DEFAULT 0,
  doubt boolean NOT NULL DEFAULT false,
  rows bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  read bigint NOT NULL DEFAULT 0,
  started timestamptz NOT NULL,
  ended timestamptz,
  fault jsonb,
  who text NOT NULL
);
CREATE INDEX file_imports_project ON file_imports (project, started DESC);
CREATE INDEX file_imports_file ON file_imports (project, fingerprint);`,
};

/** Ids of files are ids of known people, also where nothing happened: an anonymous id never swallows them. */
const users: Migration = {
  name: 'collect-0202-file-users',
  warehouse: (cluster) =>
    fileView(
      cluster,
      'known_users',
      'file_rows_users',
      (from) =>
        `SELECT project, sipHash64(project, distinct_id) AS person FROM ${from} WHERE reason = '' AND event = ''`,
    ),
};

/** Views from the table that keeps nothing, which is the same on every server of a cluster, to whole tables. */
export function fileView(
  cluster: string | undefined,
  to: string,
  name: string,
  select: (from: string) => string,
) {
  return materializedView({ name, to, from: 'file_rows', select }, undefined).map((text) =>
    cluster === undefined ? text : text.replace(/( TO )/, ` ON CLUSTER \`${cluster}\`$1`),
  );
}

/** What an import says at its end: events written, rows that were there already. */
const outcomes: Migration = {
  name: 'collect-0203-import-outcomes',
  database: `
ALTER TABLE file_imports ADD COLUMN events bigint NOT NULL DEFAULT 0;
ALTER TABLE file_imports ADD COLUMN known bigint NOT NULL DEFAULT 0;
ALTER TABLE file_imports ADD COLUMN folded integer NOT NULL DEFAULT 0;
UPDATE file_imports SET events = rows - rejected
WHERE mapping ->> 'event' IS NOT NULL OR mapping -> 'columns' @> '[{"role": "event"}]';`,
};

export const fileMigrations: readonly Migration[] = [files, users, outcomes];
