import { type Migration, mergeTree } from '#lib/store';

/** The tables of ask, step by step. */
export const askMigrations: readonly Migration[] = [
  {
    name: 'ask-0001-saved-questions-segments',
    columns: (cluster) => [
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
    rows: `
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
    name: 'ask-0201-segment-changes',
    columns: (cluster) => [
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
];
