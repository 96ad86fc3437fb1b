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
    WHERE project = ${sql.typed('UInt32', project)} AND id GLOBAL IN (SELECT id FROM (${single}) WHERE reason = '') GROUP BY id`;
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
    const told = sql`SELECT * REPLACE (if(reason = '' AND distinct_id != owner, 'row-key-person', toString(reason)) AS reason)
      FROM (SELECT *, first_value(distinct_id) OVER (PARTITION BY id, reason ORDER BY line) AS owner FROM ${rows})`;
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

/** What no column gathers is as the first line that has it says. */
function textsOf(columns: readonly MappedColumn[]): Sql {
  const listed = columns.filter(({ gather }) => gather === 'list').map((column) => nameOf(column));
  const others = onceOf('texts', TEXTS, listed);
  if (listed.length === 0) return others;
  const pairs = listed.map((name) => sql`${nameText(name)}, ${listOf(name)}`);
  return sql`CAST(mapUpdate(${others}, mapFilter((k, v) -> v != '', map(${sql.join(pairs)}))), ${TEXTS})`;
}

/** The different values, sorted so that the order of the lines does not matter, as JSON; a single one as it is. */
function listOf(name: string): Sql {
  const key = nameText(name);
  const value = sql`if(mapContains(rows.numbers, ${key}), toString(rows.numbers[${key}]), rows.texts[${key}])`;
  const values = sql`arraySlice(arraySort(groupUniqArrayIf(${value}, ${value} != '')), 1, ${sql.integer(MOST_LISTED)})`;
  return sql`if(length(${values}) < 2, ${values}[1], toJSONString(${values}))`;
}

function numbersOf(columns: readonly MappedColumn[], { amount }: Mapping): Sql {
  const summed = [
    ...columns.filter(({ gather }) => gather === 'sum').map((column) => nameOf(column)),
    ...(amount ? [AMOUNT] : []),
  ];
  const listed = columns.filter(({ gather }) => gather === 'list').map((column) => nameOf(column));
  const pairs = summed.map(
    (name) =>
      sql`${nameText(name)}, if(countIf(mapContains(rows.numbers, ${nameText(name)})) = 0, nan, round(sum(rows.numbers[${nameText(name)}]), 6))`,
  );
  const all = sql.join([...pairs, sql`${nameText(LINES)}, toFloat64(count())`]);
  return sql`CAST(mapUpdate(${onceOf('numbers', NUMBERS, [...summed, ...listed])}, mapFilter((k, v) -> isFinite(v), map(${all}))), ${NUMBERS})`;
}

/** For each name, the value of the first line that has one. */
function onceOf(maps: 'texts' | 'numbers', type: string, but: readonly string[]): Sql {
  const inOrder = sql`arrayMap(l -> l.2, arraySort(l -> l.1, groupArray((rows.line, rows.${sql.name(maps)}))))`;
  const first = sql`arrayFold((found, next) -> CAST(mapUpdate(next, found), ${type}), ${inOrder}, CAST(map(), ${type}))`;
  if (but.length === 0) return first;
  return sql`mapFilter((k, v) -> NOT has([${sql.join(but.map(nameText))}], k), ${first})`;
}

const nameOf = ({ name, column }: MappedColumn) => name ?? column;
const nameText = (name: string) => new SqlText([`unhex('${Buffer.from(name, 'utf8').toString('hex')}')`], []);
