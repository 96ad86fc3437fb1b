import { type Sql, sql } from '#lib/sql';
import { rowColumns } from '../mapping/compile.ts';
import { type MappedColumn, type Mapping, propertyNameOf, type SameKey } from '../mapping/mapping.ts';
import { nameText } from '../mapping/name-text.ts';
import { AMOUNT, LINES } from '../mapping/own-names.ts';
import { momentOfTextSql, numberOfTextSql } from '../mapping/text-value.ts';

/** One of the equal shares in which gathered rows are folded, so that memory has a bound. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

/** Values of a column that are listed for one event. */
const MOST_LISTED = 100;

/**
 * Gathered rows of a key as the events they are, with those that are there already told: `row-known` where they are equal,
 * `row-key-changed` where they are not.
 */
export function foldRows(from: Sql, mapping: Mapping, project: number, share: Share): Sql {
  const rows = sql`(SELECT * FROM ${from} WHERE ${shareOf(share)})`;
  const single = folds[mapping.sameKey ?? 'repeat'](rows, mapping);
  const told = sql.join(others.map((name) => sql`r.${sql.name(name)} AS ${sql.name(name)}`));
  const known = sql`SELECT id, any(${content}) AS content FROM events
    WHERE project = ${sql.typed('UInt32', project)} AND id GLOBAL IN (SELECT id FROM (${mapping.sameKey === 'items' ? single : rows}) WHERE reason = '') GROUP BY id`;
  return sql`SELECT ${told}, multiIf(r.reason != '', toString(r.reason), k.id = 0, '', r.content = k.content, 'row-known', 'row-key-changed') AS reason
    FROM (SELECT ${sql.join(others.map((name) => sql.name(name)))}, reason, ${content} AS content FROM (${single})) AS r
    LEFT ANY JOIN (${known}) AS k ON r.id = k.id`;
}

/** The same rows in more shares, each a smaller one. */
export function piecesOf({ index, of }: Share, pieces: number): Share[] {
  return Array.from({ length: pieces }, (_, piece) => ({ index: index + of * piece, of: of * pieces }));
}

/** Which rows are of a share. */
export function shareOf({ index, of }: Share): Sql {
  return sql`id % ${sql.integer(of)} = ${sql.integer(index)}`;
}

/** All that an event says, whatever the order of its columns, as one number. */
const content = sql`sipHash64(distinct_id, time, toString(mapSort(texts)), toString(mapSort(numbers)), toString(mapSort(times)))`;

const others = rowColumns.filter((name) => name !== 'reason');
const names = sql.join(rowColumns.map((name) => sql.name(name)));
const without = (...left: readonly string[]) =>
  sql.join(rowColumns.filter((name) => !left.includes(name)).map((name) => sql.name(name)));

const folds: Record<SameKey, (rows: Sql, mapping: Mapping) => Sql> = {
  /** The first row of a key; the others repeat it, or differ. */
  repeat: (
    rows,
  ) => sql`SELECT ${without('reason')}, multiIf(reason != '', toString(reason), place = 1, '', content = first, 'row-known', 'row-key-changed') AS reason
    FROM (SELECT *, row_number() OVER same AS place, first_value(content) OVER same AS first
      FROM (SELECT *, ${content} AS content FROM ${rows})
      WINDOW same AS (PARTITION BY id, reason ORDER BY line ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))`,

  /** Each row, known by its key, by what it says, and as which of several equal ones it comes. */
  items: (
    rows,
  ) => sql`SELECT ${without('id', 'reason')}, sipHash64(id, content, place) AS id, toString(reason) AS reason
    FROM (SELECT *, row_number() OVER (PARTITION BY id, content ORDER BY line) AS place
      FROM (SELECT *, ${content} AS content FROM ${rows}))`,

  /** The lines of a key as one event; lines of another person than the first are none of it. */
  lines: (rows, mapping) => {
    // few keys are of several people: looked for by themselves, they cost less than an order of all rows would
    const mixed = sql`SELECT id, argMin(distinct_id, line) AS owner FROM ${rows} WHERE reason = '' GROUP BY id HAVING uniqExact(distinct_id) > 1`;
    const told = sql`SELECT ${sql.join(others.map((name) => sql`l.${sql.name(name)} AS ${sql.name(name)}`))},
      if(l.reason = '' AND m.id != 0 AND l.distinct_id != m.owner, 'row-key-person', toString(l.reason)) AS reason
      FROM ${rows} AS l LEFT ANY JOIN (${mixed}) AS m ON l.id = m.id`;
    return sql`SELECT ${names} FROM (${told}) WHERE reason != ''
      UNION ALL SELECT ${gathered(mapping)} FROM (${told}) AS rows WHERE rows.reason = '' GROUP BY rows.id`;
  },
};

/** The columns of the one event that lines become. */
function gathered(mapping: Mapping): Sql {
  const first = (name: string) => sql`argMin(rows.${sql.name(name)}, rows.line) AS ${sql.name(name)}`;
  const kept = mapping.columns.filter(({ role }) => ['property', 'both', 'amount', 'key'].includes(role));
  const made: Record<string, Sql> = {
    line: sql`min(rows.line) AS line`,
    reason: sql`'' AS reason`,
    id: sql`rows.id AS id`,
    time: sql`min(rows.time) AS time`,
    texts: sql`${textsOf(kept)} AS texts`,
    numbers: sql`${numbersOf(kept, mapping)} AS numbers`,
    times: sql`${timesOf(kept, mapping)} AS times`,
  };
  return sql.join(rowColumns.map((name) => made[name] ?? first(name)));
}

const mapTypes = {
  texts: 'Map(LowCardinality(String), String)',
  numbers: 'Map(LowCardinality(String), Float64)',
  times: "Map(LowCardinality(String), DateTime64(3, 'UTC'))",
} as const;
type Maps = keyof typeof mapTypes;
const unknownMoment = sql`toDateTime64('1900-01-01 00:00:00', 3, 'UTC')`;
const keyOf = (column: MappedColumn) => nameText(propertyNameOf(column));

/** What is not gathered is as the first line that has it says; what no column tells, as the first line says. */
function textsOf(columns: readonly MappedColumn[]): Sql {
  const pairs = columns.map((column) => sql`${keyOf(column)}, ${textOf(column)}`);
  return withOthers('texts', columns, pairs, sql`v != ''`);
}

function textOf(column: MappedColumn): Sql {
  const key = keyOf(column);
  if (column.gather === 'list') return listOf(key);
  const text = firstOf('texts', key);
  return column.gather === 'sum'
    ? sql`if(countIf(mapContains(rows.numbers, ${key})) = 0, ${text}, '')`
    : text;
}

/** As the first line that has it says. */
function firstOf(map: Maps, key: Sql): Sql {
  const of = sql`rows.${sql.name(map)}`;
  return sql`argMinIf(${of}[${key}], rows.line, mapContains(${of}, ${key}))`;
}

/** The different values, sorted so that the order of the lines does not matter, as JSON; a single one as it is. */
function listOf(key: Sql): Sql {
  const number = sql`if(mapContains(rows.numbers, ${key}), toString(rows.numbers[${key}]), '')`;
  const value = sql`if(mapContains(rows.texts, ${key}), rows.texts[${key}], ${number})`;
  const values = sql`arraySlice(arraySort(arrayFilter(v -> v != '', groupUniqArray(${value}))), 1, ${sql.integer(MOST_LISTED)})`;
  return sql`arrayMap(l -> if(length(l) < 2, l[1], toJSONString(l)), [${values}])[1]`;
}

function numbersOf(columns: readonly MappedColumn[], { amount }: Mapping): Sql {
  const one = (key: Sql, value: Sql) =>
    sql`if(countIf(mapContains(rows.numbers, ${key})) = 0, nan, ${value})`;
  const sum = (key: Sql) => one(key, sql`round(sum(rows.numbers[${key}]), 6)`);
  const pairs = columns.map((column) => {
    const key = keyOf(column);
    const isNumber = column.role === 'amount' || column.type === 'number';
    if (column.gather === 'sum') return sql`${key}, ${sum(key)}`;
    if (isNumber && column.gather !== 'list') return sql`${key}, ${one(key, firstOf('numbers', key))}`;
    return sql`${key}, ${numberOfTextSql(textOf(column))}`;
  });
  const product = amount ? [sql`${nameText(AMOUNT)}, ${sum(nameText(AMOUNT))}`] : [];
  const lines = sql`${nameText(LINES)}, toFloat64(count())`;
  return withOthers('numbers', columns, [...pairs, ...product, lines], sql`isFinite(v)`);
}

function timesOf(columns: readonly MappedColumn[], { timeZone }: Mapping): Sql {
  const pairs = columns
    .filter(({ gather }) => gather !== 'sum')
    .map((column) => {
      const key = keyOf(column);
      const told =
        column.type === 'time' && column.gather !== 'list'
          ? sql`if(countIf(mapContains(rows.times, ${key})) = 0, NULL, ${firstOf('times', key)})`
          : momentOfTextSql(textOf(column), timeZone);
      return sql`${key}, ifNull(toTimeZone(${told}, 'UTC'), ${unknownMoment})`;
    });
  return withOthers('times', columns, pairs, sql`v != ${unknownMoment}`);
}

/** Members that no column has are as the first line says. */
function withOthers(map: Maps, columns: readonly MappedColumn[], pairs: readonly Sql[], holds: Sql): Sql {
  const type = mapTypes[map];
  const own =
    pairs.length === 0
      ? sql`CAST(map(), ${type})`
      : sql`mapFilter((k, v) -> ${holds}, map(${sql.join(pairs)}))`;
  const told = columns.map(keyOf);
  const other = told.length === 0 ? sql`1` : sql`NOT has([${sql.join(told)}], k)`;
  return sql`CAST(mapUpdate(mapFilter((k, v) -> ${other}, argMin(rows.${sql.name(map)}, rows.line)), ${own}), ${type})`;
}
