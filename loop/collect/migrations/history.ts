import { alterTable, type Migration, materializedView, mergeTree, type TableShape } from '#lib/store';
import { fileView } from '../imports/migrations.ts';
import { asNumber, isNumber } from '../receive/values/number-in-engine.ts';

const MOMENT = "DateTime64(3, 'UTC')";
/** Added to the milliseconds of a fact's moment in its version. */
export const VERSION_OF_1970 = 4611686018427387904n;

/** For so long each time that a value was told is kept; after that the first and last time in a quarter of an hour. */
const EXACT_DAYS = 400;
/** Which quarter of an hour since 1970 a version lies in; versions of before that time had moments are before all. */
const QUARTER = `toInt32(greatest(intDiv(toInt64(version) - ${VERSION_OF_1970}, 900000), -3000000))`;
const VALUE =
  'cityHash64(text, isNull(number), ifNull(number, 0), isNull(moment), ifNull(toUnixTimestamp64Milli(moment), 0), gone)';

/**
 * What was told of people, each time it was told: `person_properties` keeps only the last of it. A repetition costs 5 bytes;
 * merges thin out what is older than `EXACT_DAYS`. A quarter of an hour, since the days of every time zone begin with one:
 * what held then is exact for ever. See docs/decisions/0012-history-of-properties.md.
 */
const history: TableShape = {
  name: 'person_property_history',
  columns: [
    'project UInt32',
    'name LowCardinality(String)',
    'person UInt64',
    'quarter Int32',
    'source LowCardinality(String)',
    'value UInt64',
    'text String',
    'number Nullable(Float64)',
    `moment Nullable(${MOMENT})`,
    'gone UInt8',
    'version UInt64 CODEC(Delta, ZSTD)',
    'last UInt64',
  ],
  engine: 'ReplacingMergeTree',
  primaryKey: '(project, name, person, quarter, source, value)',
  orderBy: '(project, name, person, quarter, source, value, version)',
  ttl: `toDateTime(least(greatest(quarter * 900, 0), 4000000000)) + INTERVAL ${EXACT_DAYS} DAY
  GROUP BY project, name, person, quarter, source, value
  SET text = any(text), number = any(number), moment = any(moment), gone = any(gone),
    last = greatest(max(version), max(last)), version = min(version)`,
  shardBy: 'person',
};

/** Numbers in texts that the step before puts beside them, perhaps not yet. */
const numberOf = `if(isNull(number) AND isNull(moment) AND NOT startsWith(name, '$') AND ${isNumber('text')}, ${asNumber('text')}, number)`;

const columnsOfHistory =
  'project, name, person, quarter, source, value, text, number, moment, gone, version, last';

/** From now on; what is there already becomes the first entry of each property. */
export const historyMigrations: readonly Migration[] = [
  {
    name: 'collect-0311-property-history',
    warehouse: (cluster) => {
      const on = cluster === undefined ? '' : ` ON CLUSTER \`${cluster}\``;
      return [
        ...mergeTree(history, cluster),
        ...alterTable(
          'person_properties',
          "ADD COLUMN IF NOT EXISTS source LowCardinality(String) DEFAULT 'http'",
          cluster,
        ),
        `INSERT INTO person_property_history (${columnsOfHistory})
SELECT project, name, person, quarter, source, ${VALUE} AS value, text, number, moment, gone, version, last
FROM (SELECT project, name, person, ${QUARTER} AS quarter, '' AS source, text, ${numberOf} AS number, moment, gone, version, toUInt64(0) AS last
  FROM person_properties FINAL)`,
        ...materializedView(
          {
            name: 'person_properties_history',
            to: 'person_property_history',
            from: 'person_properties',
            select: (
              from,
            ) => `SELECT project, name, person, ${QUARTER} AS quarter, source, ${VALUE} AS value, text, number, moment, gone, version, toUInt64(0) AS last
FROM ${from}`,
          },
          cluster,
        ),
        `DROP VIEW IF EXISTS file_rows_traits${on}${cluster === undefined ? '' : ' SYNC'}`,
        ...fileView(
          cluster,
          'person_properties',
          'file_rows_traits',
          (
            from,
          ) => `SELECT project, trait.name AS name, sipHash64(project, distinct_id) AS person, trait.text AS text,
  if(isNaN(trait.number), NULL, trait.number) AS number, if(toYear(trait.moment) = 1900, NULL, trait.moment) AS moment,
  toUInt8(0) AS gone, toUInt64(${VERSION_OF_1970} + toUnixTimestamp64Milli(time)) AS version, source
FROM ${from} ARRAY JOIN traits AS trait WHERE reason = ''`,
        ),
      ];
    },
  },
];
