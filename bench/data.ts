import { type Sql, sql } from '#lib/sql';

/** Events of each person on the average. */
export const EVENTS_EACH = 40;
const DAYS = 180;

/** The first day, and the day from which everything is asked: all has happened. */
export const dataSpan = { from: '2025-01-01', now: '2025-07-01T00:00:00Z' };

const share = (seed: number): Sql =>
  sql`((cityHash64(number, ${sql.integer(seed)}) % 1000000007) / 1000000007)`;

/**
 * Events without order, the same in each run: some people do much and most do little, they come and go over half a
 * year, and half of what they do is to look at things.
 */
export function generate(events: number, file: string): Sql {
  const people = sql.integer(Math.ceil(events / EVENTS_EACH));
  const days = sql.integer(DAYS);
  return sql`INSERT INTO FUNCTION file(${file}, 'Parquet')
WITH toUInt32(floor(${people} * pow(${share(1)}, 1.6))) AS who, toUInt32(cityHash64(who, 1) % 150) AS begin,
  least(1 - 60 * log(1 - (cityHash64(who, 2) % 10000) / 10001), toFloat64(${days} - begin)) AS stay,
  ${share(3)} AS e, ${share(4)} AS u, ${share(5)} AS v, ${share(6)} AS w
SELECT concat('u', leftPad(toString(who), 8, '0')) AS distinct_id, sipHash64(toUInt32(1), distinct_id) AS person,
  fromUnixTimestamp64Milli(toInt64(1735689600000 + (begin + pow(${share(2)}, 1.4) * stay) * 86400000) + number % 997, 'UTC') AS time,
  multiIf(e < 0.45, 'view', e < 0.60, 'click', e < 0.70, 'search', e < 0.78, 'app_open', e < 0.86, 'add_to_cart',
    e < 0.90, 'checkout', e < 0.94, 'purchase', e < 0.965, 'share', e < 0.98, 'review', e < 0.99, 'support',
    e < 0.995, 'signup', 'refund') AS event,
  ['北京','上海','广州','深圳','杭州','成都','武汉','西安','南京','重庆'][1 + cityHash64(who, 3) % 10] AS city,
  ['organic','ads','wechat','douyin','referral','email','sms','red'][1 + toUInt32(7.99 * u * u)] AS channel,
  concat('P', toString(toUInt32(2000 * v * v))) AS product,
  ['ios','android','mini','web'][1 + toUInt32(3.99 * w)] AS device,
  concat('/page/', toString(toUInt32(300 * w * v))) AS page,
  if(event IN ('purchase', 'add_to_cart', 'checkout'), round(10 + 490 * u * w, 2), 0) AS amount
FROM numbers(${sql.integer(events)}) SETTINGS engine_file_truncate_on_insert = 1`;
}

/** The file's rows as the product keeps them. */
export const fillProduct = (
  file: string,
): Sql => sql`INSERT INTO events (project, time, event, id, distinct_id, texts, numbers, source, received)
SELECT 1, time, event, sipHash64(rowNumberInAllBlocks()), distinct_id,
  map('city', city, 'channel', channel, 'product', product, 'device', device, 'page', page),
  if(amount = 0, map(), map('amount', amount))::Map(LowCardinality(String), Float64), 'file:bench', time
FROM file(${file}, 'Parquet')`;
