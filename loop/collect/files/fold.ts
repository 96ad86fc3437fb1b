import { type Sql, Sql as SqlText, sql } from '#lib/sql';
import { rowColumns } from './compile.ts';
import type { MappedColumn, Mapping, SameKey } from './mapping.ts';
import { AMOUNT, LINES } from './own-names.ts';

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
  };
  return sql.join(rowColumns.map((name) => made[name] ?? first(name)));
}

const TEXTS = 'Map(LowCardinality(String), String)';
const NUMBERS = 'Map(LowCardinality(String), Float64)';

/** What is not gathered is as the first line that has it says; what no column tells, as the first line says. */
function textsOf(columns: readonly MappedColumn[]): Sql {
  const pairs = columns.map((column) => {
    const key = nameText(nameOf(column));
    const once = sql`argMinIf(rows.texts[${key}], rows.line, mapContains(rows.texts, ${key}))`;
    return sql`${key}, ${column.gather === 'list' ? listOf(key) : once}`;
  });
  return withOthers('texts', TEXTS, columns, pairs, sql`v != ''`);
}

/** The different values, sorted so that the order of the lines does not matter, as JSON; a single one as it is. */
function listOf(key: Sql): Sql {
  const value = sql`if(mapContains(rows.numbers, ${key}), toString(rows.numbers[${key}]), rows.texts[${key}])`;
  const values = sql`arraySlice(arraySort(arrayFilter(v -> v != '', groupUniqArray(${value}))), 1, ${sql.integer(MOST_LISTED)})`;
  return sql`arrayMap(l -> if(length(l) < 2, l[1], toJSONString(l)), [${values}])[1]`;
}

function numbersOf(columns: readonly MappedColumn[], { amount }: Mapping): Sql {
  const told = columns.filter(
    ({ role, type, gather }) => (role === 'amount' || type === 'number') && gather !== 'list',
  );
  const one = (key: Sql, value: Sql) =>
    sql`${key}, if(countIf(mapContains(rows.numbers, ${key})) = 0, nan, ${value})`;
  const sum = (key: Sql) => one(key, sql`round(sum(rows.numbers[${key}]), 6)`);
  const pairs = told.map((column) => {
    const key = nameText(nameOf(column));
    if (column.gather === 'sum') return sum(key);
    return one(key, sql`argMinIf(rows.numbers[${key}], rows.line, mapContains(rows.numbers, ${key}))`);
  });
  const product = amount ? [sum(nameText(AMOUNT))] : [];
  const lines = sql`${nameText(LINES)}, toFloat64(count())`;
  return withOthers('numbers', NUMBERS, columns, [...pairs, ...product, lines], sql`isFinite(v)`);
}

/** Members that no column has are as the first line says. */
function withOthers(
  maps: 'texts' | 'numbers',
  type: string,
  columns: readonly MappedColumn[],
  pairs: readonly Sql[],
  holds: Sql,
): Sql {
  const own =
    pairs.length === 0
      ? sql`CAST(map(), ${type})`
      : sql`mapFilter((k, v) -> ${holds}, map(${sql.join(pairs)}))`;
  const told = columns.map((column) => nameText(nameOf(column)));
  const other = told.length === 0 ? sql`1` : sql`NOT has([${sql.join(told)}], k)`;
  return sql`CAST(mapUpdate(mapFilter((k, v) -> ${other}, argMin(rows.${sql.name(maps)}, rows.line)), ${own}), ${type})`;
}

const nameOf = ({ name, column }: MappedColumn) => name ?? column;
const nameText = (name: string) => new SqlText([`unhex('${Buffer.from(name, 'utf8').toString('hex')}')`], []);
