import { alterTable, everywhere, type Migration, mergeTree, type TableShape } from '#lib/store';
import { BY_EVENT_COLUMNS, BY_EVENT_ORDER } from '#loop/catalogue';
import { OLD_SPLIT } from '../identity/links.ts';
import { fileMigrations } from '../imports/migrations.ts';
import { asNumber, isNumber } from '../receive/values/number-in-engine.ts';
import { historyMigrations } from './history.ts';
import { intakeMigrations } from './intake.ts';

const MOMENT = "DateTime64(3, 'UTC')";

/**
 * Kept by month, then person: what one person did lies together, and a question reads only the months it asks about.
 * The projections are written by merges, not by inserts, so that taking data in costs no more than a bare table;
 * until the first merge of a part the engine answers from the part itself. See docs/decisions/0002-events-layout.md.
 * The last key is an expression on purpose: with plain `time` in the key the engine prunes by that alone, and by no month.
 */
const events: TableShape = {
  name: 'events',
  columns: [
    'project UInt32',
    'person UInt64 DEFAULT sipHash64(project, distinct_id)',
    `time ${MOMENT} CODEC(Delta, LZ4)`,
    'event LowCardinality(String)',
    'id UInt64 CODEC(NONE)',
    'distinct_id String',
    'texts Map(LowCardinality(String), String)',
    'numbers Map(LowCardinality(String), Float64)',
    `times Map(LowCardinality(String), ${MOMENT})`,
    'source LowCardinality(String)',
    `received ${MOMENT} CODEC(Delta, LZ4)`,
    `PROJECTION by_event (SELECT ${BY_EVENT_COLUMNS} ORDER BY ${BY_EVENT_ORDER})`,
    'PROJECTION first_times (SELECT project, event, person, min(time) GROUP BY project, event, person)',
    'PROJECTION people (SELECT project, person, min(time), max(time), any(distinct_id) GROUP BY project, person)',
  ],
  orderBy: '(project, toStartOfMonth(time), person, toUnixTimestamp64Milli(time))',
  settings: {
    materialize_projections_on_insert: 0,
    materialize_projections_on_merge: 1,
    lightweight_mutation_projection_mode: 'rebuild',
  },
  shardBy: 'person',
};

/** People who were told about but may have done nothing yet. */
const knownPeople: TableShape = {
  name: 'known_people',
  columns: [
    'project UInt32',
    'person UInt64',
    `first SimpleAggregateFunction(min, ${MOMENT})`,
    `last SimpleAggregateFunction(max, ${MOMENT})`,
    'distinct_id SimpleAggregateFunction(any, String)',
  ],
  engine: 'AggregatingMergeTree',
  orderBy: '(project, person)',
  shardBy: 'person',
};

const personProperties: TableShape = {
  name: 'person_properties',
  columns: [
    'project UInt32',
    'name LowCardinality(String)',
    'person UInt64',
    'text String',
    'number Nullable(Float64)',
    `moment Nullable(${MOMENT})`,
    'gone UInt8',
    'version UInt64',
  ],
  engine: 'ReplacingMergeTree(version)',
  orderBy: '(project, name, person)',
  shardBy: 'person',
};

const mergeLog: TableShape = {
  name: 'merge_log',
  columns: [
    'project UInt32',
    `time ${MOMENT}`,
    'kind LowCardinality(String)',
    'person UInt64',
    'canonical UInt64',
    'from_id String',
    'into_id String',
  ],
  orderBy: '(project, time)',
  shardBy: 'project',
};

/** What each source sent, week by week: until when data reach is read off it, see `loop/access/sources.ts`. */
function sentWeeks(cluster: string | undefined): readonly string[] {
  const onShards = (change: string) => alterTable('events', change, cluster).slice(0, 1);
  return [
    ...onShards(`ADD PROJECTION IF NOT EXISTS sent_weeks (SELECT project, source, event, toMonday(time),
  min(time), max(time), count(), countIf(received < time + INTERVAL 1 HOUR),
  min(toUnixTimestamp64Milli(time) % 86400000), max(toUnixTimestamp64Milli(time) % 86400000)
  GROUP BY project, source, event, toMonday(time))`),
    ...onShards('MATERIALIZE PROJECTION sent_weeks'),
  ];
}

/**
 * When people were seen, by what others than the product itself wrote of them; with their ids as a key, so that an id is
 * found without grouping all people first.
 */
function peopleById(cluster: string | undefined): readonly string[] {
  const others = "NOT startsWith(source, 'linger:')";
  return [
    `ADD PROJECTION IF NOT EXISTS people_by_id (SELECT project, person, distinct_id, minIf(time, ${others}), maxIf(time, ${others}),
  countIf(${others}), any(distinct_id) GROUP BY project, person, distinct_id)`,
    'MATERIALIZE PROJECTION people_by_id',
    'DROP PROJECTION IF EXISTS people',
  ].flatMap((change) => alterTable('events', change, cluster).slice(0, 1));
}

/** Which person each merged id belongs to, in memory, always straight to the last one. */
function merges(cluster: string | undefined): readonly string[] {
  const on = cluster === undefined ? '' : ` ON CLUSTER \`${cluster}\``;
  return [
    `CREATE TABLE IF NOT EXISTS merges${on} (person UInt64, canonical UInt64)
ENGINE = Join(ANY, LEFT, person) SETTINGS join_any_take_last_row = 1`,
  ];
}

/** The same, kept: by every server of a cluster whole. What questions look it up by is made from it, see `identity/roots.ts`. */
const mergeRoots: Omit<TableShape, 'shardBy'> = {
  name: 'merge_roots',
  columns: ['person UInt64', 'canonical UInt64', 'version UInt64'],
  engine: 'ReplacingMergeTree(version)',
  orderBy: 'person',
};

/**
 * Which ids were said to be one person, each as it was said; `version` is the order, and the roots follow from those that
 * were not cut. From a store of before: what its log says, by the times of the messages.
 */
const identityLinks: Omit<TableShape, 'shardBy'> = {
  name: 'identity_links',
  columns: ['person UInt64', 'joined UInt64', 'user UInt8', 'cut UInt8', 'token String', 'version UInt64'],
  engine: 'ReplacingMergeTree(version)',
  orderBy: '(person, joined)',
};

const linksOfLog = [
  `INSERT INTO identity_links (person, joined, user, cut, token, version)
SELECT sipHash64(project, from_id) AS one, sipHash64(project, into_id) AS other,
  argMin(kind = 'alias' AND one GLOBAL IN (SELECT person FROM known_users), time), 0, '', toUnixTimestamp64Milli(max(time))
FROM merge_log WHERE kind IN ('link', 'alias') AND one != other GROUP BY one, other`,
  `INSERT INTO identity_links (person, joined, user, cut, token, version)
SELECT person, canonical, 1, 1, '${OLD_SPLIT}', toUnixTimestamp64Milli(max(time))
FROM merge_log WHERE kind = 'split' GROUP BY person, canonical`,
  `INSERT INTO identity_links (person, joined, user, cut, token, version)
SELECT person, canonical, 0, 0, '', 0 FROM merge_roots FINAL WHERE person != canonical
  AND person NOT IN (SELECT arrayJoin([person, joined]) FROM identity_links)`,
];

/**
 * Texts that are wholly a number, of a time when they were kept as texts alone: their numbers are put beside them, by the
 * engine in the background. What the product itself put there, under names with a dollar, stays text.
 */
function numbersOfTexts(cluster: string | undefined): readonly string[] {
  const numeric = `mapFilter((k, v) -> NOT startsWith(k, '$') AND ${isNumber('v')}, texts)`;
  const numbers = `CAST(mapApply((k, v) -> (k, ${asNumber('v')}), ${numeric}), 'Map(LowCardinality(String), Float64)')`;
  const some = `arrayExists((k, v) -> NOT startsWith(k, '$') AND NOT mapContains(numbers, k) AND ${isNumber('v')}, mapKeys(texts), mapValues(texts))`;
  const onShards = (table: string, change: string) => alterTable(table, change, cluster).slice(0, 1);
  return [
    ...onShards('events', `UPDATE numbers = mapUpdate(${numbers}, numbers) WHERE ${some}`),
    ...onShards(
      'person_properties',
      `UPDATE number = ${asNumber('text')} WHERE isNull(number) AND isNull(moment) AND NOT startsWith(name, '$') AND ${isNumber('text')}`,
    ),
  ];
}

function views(cluster: string | undefined): readonly string[] {
  const on = cluster === undefined ? '' : ` ON CLUSTER \`${cluster}\``;
  return [
    `CREATE VIEW IF NOT EXISTS first_times${on} AS
SELECT project, event, person, min(time) AS time FROM events GROUP BY project, event, person`,
    `CREATE VIEW IF NOT EXISTS people${on} AS
SELECT project, person, first, last, distinct_id FROM known_people
UNION ALL
SELECT project, person, min(time) AS first, max(time) AS last, any(distinct_id) AS distinct_id
FROM events GROUP BY project, person`,
  ];
}

/** The tables of what happened and of whom we know, step by step. */
export const collectMigrations: readonly Migration[] = [
  {
    name: 'collect-0001-events-people',
    warehouse: (cluster) => [
      ...[events, knownPeople, personProperties, mergeLog].flatMap((shape) => mergeTree(shape, cluster)),
      ...merges(cluster),
      ...views(cluster),
    ],
  },
  ...intakeMigrations,
  ...fileMigrations,
  {
    name: 'collect-0301-merge-roots',
    warehouse: (cluster) => [
      ...everywhere(mergeRoots, cluster),
      'INSERT INTO merge_roots (person, canonical, version) SELECT person, canonical, 1 FROM merges',
    ],
  },
  {
    name: 'collect-0302-merges-from-roots',
    warehouse: (cluster) => [
      `DROP TABLE IF EXISTS merges${cluster === undefined ? '' : ` ON CLUSTER \`${cluster}\` SYNC`}`,
    ],
  },
  {
    name: 'collect-0303-identity-links',
    warehouse: (cluster) => [...everywhere(identityLinks, cluster), ...linksOfLog],
  },
  { name: 'collect-0304-numbers-of-texts', warehouse: numbersOfTexts },
  { name: 'collect-0310-sent-weeks', warehouse: sentWeeks },
  ...historyMigrations,
  { name: 'collect-0320-people-by-id', warehouse: peopleById },
];
