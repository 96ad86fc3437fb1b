// SCRATCH until lib/store/testing.ts stands
import { Session } from 'chdb';
import { print, type Sql, sql } from '#lib/sql';
import type { Columns } from '#lib/store';

export async function testColumns(): Promise<Columns> {
  const session = new Session();
  const ddl = [
    `CREATE DATABASE IF NOT EXISTS t`,
    `USE t`,
    `SET output_format_json_quote_64bit_integers = 1`,
    `CREATE TABLE events (project UInt32, person UInt64 DEFAULT sipHash64(project, distinct_id), time DateTime64(3,'UTC'), event LowCardinality(String), id UInt64, distinct_id String, texts Map(LowCardinality(String),String), numbers Map(LowCardinality(String),Float64), times Map(LowCardinality(String),DateTime64(3,'UTC')), source LowCardinality(String), received DateTime64(3,'UTC')) ENGINE=MergeTree ORDER BY (project, person, time)`,
    `CREATE TABLE merges (person UInt64, canonical UInt64) ENGINE=Join(ANY, LEFT, person) SETTINGS join_any_take_last_row=1`,
    `CREATE TABLE first_times (project UInt32, event LowCardinality(String), person UInt64, time SimpleAggregateFunction(min, DateTime64(3,'UTC'))) ENGINE=AggregatingMergeTree ORDER BY (project,event,person)`,
    `CREATE MATERIALIZED VIEW mv1 TO first_times AS SELECT project, event, person, min(time) AS time FROM events GROUP BY project, event, person`,
    `CREATE TABLE people (project UInt32, person UInt64, first SimpleAggregateFunction(min, DateTime64(3,'UTC')), last SimpleAggregateFunction(max, DateTime64(3,'UTC')), distinct_id SimpleAggregateFunction(any,String)) ENGINE=AggregatingMergeTree ORDER BY (project,person)`,
    `CREATE MATERIALIZED VIEW mv2 TO people AS SELECT project, person, min(time) AS first, max(time) AS last, any(distinct_id) AS distinct_id FROM events GROUP BY project, person`,
    `CREATE TABLE person_properties (project UInt32, name LowCardinality(String), person UInt64, text String, number Nullable(Float64), moment Nullable(DateTime64(3,'UTC')), gone UInt8, version UInt64) ENGINE=ReplacingMergeTree(version) ORDER BY (project,name,person)`,
    `CREATE TABLE segment_members (project UInt32, segment String, edition UInt64, person UInt64) ENGINE=MergeTree ORDER BY (project, segment, person)`,
  ];
  for (const one of ddl) session.query(one);
  const run = (statement: Sql) => {
    const { text, params } = print(statement);
    const inlined = text.replace(
      /\{(p\d+):((?:[^{}])+)\}/g,
      (_, name: string, type: string) => `CAST(${lit(params[name])}, '${type.replaceAll("'", "\\'")}')`,
    );
    return inlined;
  };
  const lit = (v: unknown): string =>
    Array.isArray(v)
      ? `[${v.map(lit).join(',')}]`
      : typeof v === 'string'
        ? `'${v.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
        : v === null
          ? 'NULL'
          : String(v);
  return {
    read: async (s: Sql) => {
      try {
        return JSON.parse(session.query(run(s), 'JSON')).data;
      } catch (e) {
        console.error(run(s));
        throw e;
      }
    },
    run: async (s: Sql) => {
      session.query(run(s));
      return { written: 0 };
    },
    insert: async (table: string, body: Uint8Array, o: { format: string; columns?: string[] }) => {
      await session.insert({
        table,
        values: Buffer.from(body),
        format: 'JSONEachRow',
        columns: o.columns,
      } as never);
    },
    close: () => session.cleanup(),
  } as never;
}
void sql;
