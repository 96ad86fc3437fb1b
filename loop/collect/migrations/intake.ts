import { type Migration, mergeTree } from '#lib/store';

/** The tables of receiving, beside those of events and people. */
export const intakeMigrations: readonly Migration[] = [
  {
    name: 'collect-0101-intake',
    warehouse: (cluster) => [
      ...mergeTree(
        {
          name: 'rejects',
          columns: [
            'project UInt32',
            "received DateTime64(3, 'UTC')",
            'source LowCardinality(String)',
            'line UInt64',
            'reason LowCardinality(String)',
            'times UInt32 DEFAULT 1',
            'raw String CODEC(ZSTD(3))',
          ],
          orderBy: '(project, received)',
          ttl: 'toDateTime(received) + INTERVAL 90 DAY',
          shardBy: 'project',
        },
        cluster,
      ),
      ...mergeTree(
        {
          name: 'known_users',
          columns: ['project UInt32', 'person UInt64'],
          engine: 'ReplacingMergeTree',
          orderBy: 'person',
          shardBy: 'person',
        },
        cluster,
      ),
    ],
    database: `
CREATE TABLE display_names (
  project integer NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('event', 'property')),
  name text NOT NULL,
  zh text NOT NULL DEFAULT '',
  en text NOT NULL DEFAULT '',
  PRIMARY KEY (project, kind, name)
);`,
  },
];
