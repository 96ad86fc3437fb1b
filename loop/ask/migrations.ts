import { type Migration, mergeTree } from '#lib/store';

/** The tables of ask, step by step. */
export const askMigrations: readonly Migration[] = [
  {
    name: 'ask-0001-saved-questions-segments',
    warehouse: (cluster) => [
      ...mergeTree(
        {
          name: 'segment_members',
          columns: ['project UInt32', 'segment String', 'edition UInt64', 'person UInt64'],
          orderBy: '(project, segment, edition, person)',
          shardBy: 'person',
        },
        cluster,
      ),
      ...mergeTree(
        {
          name: 'segment_editions',
          columns: ['project UInt32', 'segment String', 'edition UInt64'],
          orderBy: '(project, segment, edition)',
          shardBy: 'project',
        },
        cluster,
      ),
    ],
    database: `
CREATE TABLE saved_questions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project integer NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  name text NOT NULL,
  question jsonb NOT NULL,
  created_by text NOT NULL,
  created timestamptz NOT NULL,
  changed timestamptz NOT NULL,
  removed boolean NOT NULL DEFAULT false
);
CREATE INDEX saved_questions_project ON saved_questions (project);

CREATE TABLE segments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project integer NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  name text NOT NULL,
  definition jsonb NOT NULL,
  created_by text NOT NULL,
  created timestamptz NOT NULL,
  refreshed timestamptz,
  size integer,
  removed boolean NOT NULL DEFAULT false
);
CREATE INDEX segments_project ON segments (project);

CREATE TABLE segment_sizes (
  segment uuid NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
  at timestamptz NOT NULL,
  size integer NOT NULL
);
CREATE INDEX segment_sizes_segment ON segment_sizes (segment, at);
`,
  },
  {
    name: 'ask-0002-questions-and-segments-are-definitions',
    database: `
CREATE TEMPORARY TABLE kept ON COMMIT DROP AS
  SELECT id, project, 'question' AS kind, name, question AS body, created_by, created, changed, removed FROM saved_questions
  UNION ALL
  SELECT id, project, 'segment', name, definition, created_by, created, created, removed FROM segments;

INSERT INTO definitions (id, project, kind, name, owner, created_by, body, created, changed, changed_by, trashed, trashed_by)
  SELECT k.id, k.project, k.kind, k.name, a.id, k.created_by, k.body, k.created, k.changed, k.created_by,
    CASE WHEN k.removed THEN now() END, CASE WHEN k.removed THEN k.created_by END
  FROM kept k LEFT JOIN accounts a ON a.mail = k.created_by;

INSERT INTO definition_versions (definition, version, name, body, author, at)
  SELECT id, 1, name, body, created_by, changed FROM kept;

INSERT INTO definition_shares (definition, audience, may)
  SELECT id, 'project', 'edit' FROM kept;

CREATE TABLE segment_states (
  segment uuid PRIMARY KEY REFERENCES definitions (id) ON DELETE CASCADE,
  refreshed timestamptz,
  size integer
);
INSERT INTO segment_states (segment, refreshed, size) SELECT id, refreshed, size FROM segments;

ALTER TABLE segment_sizes DROP CONSTRAINT segment_sizes_segment_fkey;
ALTER TABLE segment_sizes ADD FOREIGN KEY (segment) REFERENCES definitions (id) ON DELETE CASCADE;

DROP TABLE saved_questions;
DROP TABLE segments;
`,
  },
  {
    name: 'ask-0201-segment-changes',
    warehouse: (cluster) => [
      ...mergeTree(
        {
          name: 'segment_changes',
          columns: ['project UInt32', 'segment String', 'person UInt64', 'edition UInt64', 'inside UInt8'],
          engine: 'ReplacingMergeTree',
          orderBy: '(project, segment, person, edition)',
          shardBy: 'person',
        },
        cluster,
      ),
      `INSERT INTO segment_changes (project, segment, person, edition, inside)
SELECT project, segment, person, edition, 1 FROM segment_members WHERE (project, segment, edition) GLOBAL IN (
  SELECT project, segment, max(edition) FROM segment_editions GROUP BY project, segment)`,
    ],
  },
  { name: 'ask-0202-told-changes', database: 'ALTER TABLE segment_states ADD COLUMN told bigint' },
  {
    name: 'ask-0211-segment-lists',
    warehouse: (cluster) =>
      mergeTree(
        {
          name: 'segment_lists',
          columns: ['project UInt32', 'list String', 'made UInt64', 'id String'],
          orderBy: '(project, list, id)',
          shardBy: 'cityHash64(id)',
        },
        cluster,
      ),
  },
];
