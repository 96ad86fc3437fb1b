import { alterTable, type Migration, mergeTree, type TableShape } from '#lib/store';

/**
 * A small number for each id that people came with, given once: ids that were one person when their days were written have
 * the same. `canonical` is that person; where it is another now, see `moved-numbers.ts`.
 */
const personNumbers: TableShape = {
  name: 'person_numbers',
  columns: [
    'project UInt32',
    'person UInt64',
    'number UInt32',
    'canonical UInt64',
    'version UInt64 CODEC(Delta, LZ4)',
  ],
  engine: 'ReplacingMergeTree(version)',
  orderBy: '(project, person)',
  shardBy: 'person',
};

/** Who did an event on a day of the project's time zone, as a bitmap of their numbers; under the name '' any event. */
const personDays: TableShape = {
  name: 'person_days',
  columns: [
    'project UInt32',
    'event LowCardinality(String)',
    'day Int32',
    'version UInt64',
    'people AggregateFunction(groupBitmap, UInt32)',
  ],
  orderBy: '(project, event, day, version)',
  settings: { index_granularity: 64 },
  shardBy: 'day',
};

/**
 * Which version of a day's bitmaps holds, and of which events they were made: their count and the sum of their ids. While the
 * events of the day have the same, the bitmaps are right, whoever wrote or deleted what.
 */
const daysBuilt: TableShape = {
  name: 'days_built',
  columns: [
    'project UInt32',
    'zone LowCardinality(String)',
    'day Int32',
    'version UInt64',
    'events UInt64',
    'ids UInt64',
    'named UInt8',
  ],
  engine: 'ReplacingMergeTree(version)',
  orderBy: '(project, zone, day)',
  shardBy: 'project',
};

/** Count and sum of ids of events by quarter of an hour: every time zone's days begin at one. */
function quarters(cluster: string | undefined): readonly string[] {
  const onShards = (change: string) => alterTable('events', change, cluster).slice(0, 1);
  return [
    ...onShards(`ADD PROJECTION IF NOT EXISTS quarters (SELECT project, toStartOfFifteenMinutes(time),
  count(), sum(id) GROUP BY project, toStartOfFifteenMinutes(time))`),
    ...onShards('MATERIALIZE PROJECTION quarters'),
  ];
}

export const bitmapMigrations: readonly Migration[] = [
  {
    name: 'bitmaps-0001-person-days',
    warehouse: (cluster) => [
      ...[personNumbers, personDays, daysBuilt].flatMap((shape) => mergeTree(shape, cluster)),
      ...quarters(cluster),
    ],
  },
];
