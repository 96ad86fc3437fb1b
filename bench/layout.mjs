/** Compares ways of laying out the events table; the numbers of docs/decisions/0002-events-layout.md. `node bench/layout.mjs [events]` */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Session } from 'chdb';

const events = Number(process.argv[2] ?? 5_000_000);
const people = Math.ceil(events / 40);
const folder = await mkdtemp(join(tmpdir(), 'linger-layout-'));
const session = new Session(join(folder, 'engine'));
const ask = (text) => String(session.query(text, 'TSV'));
ask('SET max_threads = 2');

/** Milliseconds of processor time, the least of some runs: other work on the machine hardly disturbs it. */
function cost(text, runs = 3) {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    ask(text);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return Math.round(least);
}

const file = join(folder, 'events.parquet');
ask(`INSERT INTO FUNCTION file('${file}', Parquet)
WITH floor(${people} * pow(randCanonical(1), 1.6)) AS who, toUInt32(cityHash64(who, 1) % 150) AS begin,
  least(1 - 60 * log(1 - (cityHash64(who, 2) % 10000) / 10001), toFloat64(180 - begin)) AS stay,
  randCanonical(3) AS e, randCanonical(4) AS u, randCanonical(5) AS v, randCanonical(6) AS w
SELECT concat('u', leftPad(toString(toUInt32(who)), 8, '0')) AS distinct_id,
  fromUnixTimestamp64Milli(toInt64(1735689600000 + (begin + pow(randCanonical(2), 1.4) * stay) * 86400000), 'UTC') AS time,
  multiIf(e < 0.45, 'view', e < 0.60, 'click', e < 0.70, 'search', e < 0.78, 'app_open', e < 0.86, 'add_to_cart',
    e < 0.90, 'checkout', e < 0.94, 'purchase', e < 0.965, 'share', e < 0.98, 'review', e < 0.99, 'support',
    e < 0.995, 'signup', 'refund') AS event,
  ['北京','上海','广州','深圳','杭州','成都','武汉','西安','南京','重庆'][1 + cityHash64(who, 3) % 10] AS city,
  ['organic','ads','wechat','douyin','referral','email','sms','red'][1 + toUInt32(8 * u * u)] AS channel,
  concat('P', toString(toUInt32(2000 * v * v))) AS product,
  ['ios','android','mini','web'][1 + toUInt32(4 * w)] AS device,
  concat('/page/', toString(toUInt32(300 * w * v))) AS page,
  if(event IN ('purchase', 'add_to_cart', 'checkout'), round(10 + 490 * u * w, 2), 0) AS amount
FROM numbers(${events})`);

const moment = "DateTime64(3, 'UTC')";
const bare = `project UInt32, person UInt64 DEFAULT sipHash64(project, distinct_id), time ${moment} CODEC(Delta, LZ4),
  event LowCardinality(String), id UInt64 CODEC(NONE), distinct_id String, texts Map(LowCardinality(String), String),
  numbers Map(LowCardinality(String), Float64), channel LowCardinality(String) DEFAULT texts['channel']`;
const byPerson = 'project, toStartOfMonth(time), person, toUnixTimestamp64Milli(time)';
const byEvent = `PROJECTION by_event (SELECT project, event, time, person, texts, numbers, channel
  ORDER BY project, event, toMonday(time), person, toUnixTimestamp64Milli(time))`;
const slim = byEvent.replace(', texts, numbers, channel', '');
const grouped = `PROJECTION first_times (SELECT project, event, person, min(time) GROUP BY project, event, person),
  PROJECTION people (SELECT project, person, min(time), max(time), any(distinct_id) GROUP BY project, person)`;
const lazy = 'SETTINGS materialize_projections_on_insert = 0, materialize_projections_on_merge = 1';

const layouts = {
  'event, day, person': { key: 'project, event, toDate(time), person, toUnixTimestamp64Milli(time)' },
  'person, time': { key: 'project, person, time' },
  'month, person': { key: byPerson },
  'month, person + slim projection': { key: byPerson, more: `, ${slim}` },
  'month, person + wide projection': { key: byPerson, more: `, ${byEvent}` },
  'month, person + views on insert': { key: byPerson, views: true },
  chosen: { key: byPerson, more: `, ${byEvent}, ${grouped}`, settings: lazy },
};

function make({ key, more = '', settings = '', views }) {
  for (const table of ['to_people', 'to_first_times', 'people', 'first_times', 'events'])
    ask(`DROP TABLE IF EXISTS ${table} SYNC`);
  ask(`CREATE TABLE events (${bare}${more}) ENGINE = MergeTree ORDER BY (${key}) ${settings}`);
  if (!views) return;
  const aggregate = (name, columns, order, select) => {
    ask(`CREATE TABLE ${name} (${columns}) ENGINE = AggregatingMergeTree ORDER BY (${order})`);
    ask(`CREATE MATERIALIZED VIEW to_${name} TO ${name} AS SELECT ${select} FROM events GROUP BY ${order}`);
  };
  const least = `time SimpleAggregateFunction(min, ${moment})`;
  aggregate(
    'first_times',
    `project UInt32, event LowCardinality(String), person UInt64, ${least}`,
    'project, event, person',
    'project, event, person, min(time) AS time',
  );
  aggregate(
    'people',
    `project UInt32, person UInt64, ${least}`,
    'project, person',
    'project, person, min(time) AS time',
  );
}

const span = "time >= '2025-03-01 00:00:00' AND time < '2025-04-30 00:00:00'";
const scope = '(SELECT *, person AS who FROM events WHERE project = 1)';
const week = "toUInt8(intDiv(dateDiff('day', toDate('2025-02-24'), toDate(time, 'UTC')), 7))";
const day = "toUInt8(dateDiff('day', toDate('2025-03-01'), toDate(time, 'UTC')))";
const cells = `ARRAY JOIN bitPositionsToArray(s) AS c
  ARRAY JOIN arrayMap(x -> x - c, arrayFilter(x -> x >= c, bitPositionsToArray(r))) AS k GROUP BY c, k`;
const retention = (start) => `SELECT c, k, sum(n) FROM (SELECT s, r, count() AS n FROM (
  SELECT who, groupBitOrIf(bitShiftLeft(toUInt64(1), p), event = '${start}') AS s,
    groupBitOrIf(bitShiftLeft(toUInt64(1), p), event = 'purchase') AS r
  FROM (SELECT who, event, ${week} AS p FROM ${scope} WHERE event IN ('${start}', 'purchase') AND ${span})
  GROUP BY who HAVING s != 0) GROUP BY s, r) ${cells}`;
const funnel = (start) => `SELECT level, count() FROM (SELECT who, windowFunnel(604800000)(
    toUInt64(toUnixTimestamp64Milli(time)), event = '${start}', event = 'add_to_cart', event = 'purchase') AS level
  FROM ${scope} WHERE event IN ('${start}', 'add_to_cart', 'purchase') AND ${span} GROUP BY who) GROUP BY level`;

const questions = {
  'retention, frequent': retention('view'),
  'retention, rarer': retention('app_open'),
  'funnel, frequent': funnel('view'),
  'funnel, rarer': funnel('app_open'),
  'trend, map': `SELECT toDate(time) AS d, texts['channel'] AS v, count() FROM ${scope} WHERE event = 'purchase' AND ${span} GROUP BY d, v`,
  'trend, column': `SELECT toDate(time) AS d, channel, count() FROM ${scope} WHERE event = 'purchase' AND ${span} GROUP BY d, channel`,
  'people a day': `SELECT d, count() FROM (SELECT who, groupBitOr(bitShiftLeft(toUInt64(1), ${day})) AS m FROM ${scope}
    WHERE ${span} GROUP BY who) ARRAY JOIN bitPositionsToArray(m) AS d GROUP BY d`,
  'first ever': `SELECT count() FROM (SELECT who, min(time) AS first FROM ${scope} WHERE event = 'view' GROUP BY who)`,
  'people of a cell': `SELECT who FROM ${scope} WHERE event IN ('app_open', 'purchase') AND time >= '2025-03-10 00:00:00'
      AND time < '2025-03-31 00:00:00' GROUP BY who HAVING countIf(event = 'app_open' AND time < '2025-03-17 00:00:00') > 0
      AND countIf(event = 'purchase' AND time >= '2025-03-24 00:00:00') > 0`,
};

const fill = `INSERT INTO events (project, time, event, id, distinct_id, texts, numbers)
  SELECT 1, time, event, sipHash64(rowNumberInAllBlocks()), distinct_id,
    map('city', city, 'channel', channel, 'product', product, 'device', device, 'page', page),
    if(amount = 0, map(), map('amount', amount))::Map(LowCardinality(String), Float64) FROM file('${file}')`;

async function settle() {
  try {
    ask('OPTIMIZE TABLE events FINAL');
  } catch {
    // The statement gives up after two minutes; the merge itself goes on.
  }
  while (ask('SELECT count() FROM system.merges').trim() !== '0') await sleep(1000);
}

const table = {};
for (const [name, layout] of Object.entries(layouts)) {
  make(layout);
  const row = { insert: cost(fill, 1) };
  await settle();
  row.MiB = Number(
    ask("SELECT round(sum(bytes_on_disk) / 1048576) FROM system.parts WHERE active AND database = 'default'"),
  );
  for (const [question, text] of Object.entries(questions)) row[question] = cost(text);
  table[name] = row;
}
console.log(`${events} events, ${people} people, milliseconds of processor time`);
console.table(
  Object.fromEntries(
    ['insert', 'MiB', ...Object.keys(questions)].map((line) => [
      line,
      Object.fromEntries(Object.entries(table).map(([name, row]) => [name, row[line]])),
    ]),
  ),
);
session.cleanup?.();
await rm(folder, { recursive: true, force: true });
