import { type Sql, sql } from '#lib/sql';
import { composed } from '#loop/condition';
import { MAX_RAW } from '../../receive/event.ts';
import { MAX_ID } from '../../receive/person-id.ts';
import { MAX_NAME } from '../../receive/properties.ts';
import { cleanCellSql, valueSql } from './clean-cell.ts';
import { idSql, lostDigitsSql, nobodySql } from './id-text.ts';
import { isKeyed, type MappedColumn, type Mapping, propertyNameOf, tellsOfEvents } from './mapping.ts';
import { momentSql } from './moment-form.ts';
import { readMore } from './more-members.ts';
import { composedSql } from './name-text.ts';
import { numberSql } from './number-form.ts';
import { keptSql, propertyMaps, traitsSql, type Value } from './row-properties.ts';

/** What of an import is not in its mapping. */
export interface Compiled {
  readonly project: number;
  /** The columns of the file in their order; the engine knows them as c1, c2 … */
  readonly columns: readonly string[];
  /** What the ids of rows are made of besides their line: the same file with the same mapping gives the same ids. */
  readonly key: string;
  readonly source: string;
  readonly received: Date;
  /** Columns whose numbers need no cleaning. */
  readonly plain: ReadonlySet<string>;
  /** Whether `extra` holds members that no column has (see `moreMembers`), rather than what is too much in a row. */
  readonly members: boolean;
  /** Whether rejects keep their text. */
  readonly raw: boolean;
  /** Of rows that only tell of people: when that was known. */
  readonly now: Date;
}

/** Names of the columns of `file_rows`, in the order of the select. */
export const rowColumns = [
  'project',
  'line',
  'reason',
  'raw',
  'id',
  'time',
  'event',
  'distinct_id',
  'texts',
  'numbers',
  'times',
  'traits',
  'source',
  'received',
] as const;

/** One select that turns the rows of `from` (line, c1 … cN, extra) into rows of events, people and rejects. */
export function compileRows(from: Sql, mapping: Mapping, given: Compiled): Sql {
  const values = valuesOf(mapping, given);
  return sql`SELECT ${sql.typed('UInt32', given.project)} AS project, line, CAST(_reason, 'LowCardinality(String)') AS reason,
    ${given.raw ? rawSql(given.columns) : sql`''`} AS raw, ${idOf(mapping, given)} AS id,
    ifNull(_moment, toDateTime64(0, 3, 'UTC')) AS time, toLowCardinality(_event) AS event, _person AS distinct_id,
    ${propertyMaps(values, { more: given.members && tellsOfEvents(mapping), product: productOf(mapping, given), timeZone: mapping.timeZone })},
    ${traitsSql(values, given.members && !tellsOfEvents(mapping), mapping.timeZone)} AS traits, toLowCardinality(${given.source}) AS source, ${sql.typed("DateTime64(3,'UTC')", given.received)} AS received
  FROM (${judged(from, values, mapping, given)})`;
}

/** The users of the rows that are taken in, each with a device it stands beside (or none) and since when. */
export function compileLinks(from: Sql, mapping: Mapping, given: Compiled): Sql {
  const values = valuesOf(mapping, given);
  return sql`SELECT _user AS user, _device AS device, min(assumeNotNull(_moment)) AS time
    FROM (${judged(from, values, mapping, given)}) WHERE _reason = '' AND _user != '' GROUP BY user, device`;
}

function valuesOf(mapping: Mapping, given: Compiled): Value[] {
  return mapping.columns
    .filter(({ role }) => role !== 'ignore')
    .map((column) => readingsOf(column, mapping, given));
}

/** The rows with whom they are of, when, what, and why they are not taken in. */
function judged(from: Sql, values: readonly Value[], mapping: Mapping, given: Compiled): Sql {
  const role = (name: MappedColumn['role']) => values.find(({ column }) => column.role === name);
  const [time, event, amount] = [role('time'), role('event'), role('amount')];
  const nobody = mapping.nobody ?? [];
  const user = idSql(role('person')?.clean ?? sql`''`);
  const device = role('device') ? idSql(role('device')!.clean) : sql`''`;
  const moment = time?.moment ?? sql`CAST(${given.now}, 'Nullable(DateTime64(3, \\'UTC\\'))')`;
  const name = event ? composedSql(event.text) : sql`${composed(mapping.event ?? '')}`;
  const keys = isKeyed(mapping) ? keysOf(values) : [];
  const person = tellsOfEvents(mapping) ? sql`if(_user != '', _user, _device)` : sql`_user`;
  const reasons = [
    ...(given.members ? [] : ([[sql`extra != ''`, 'row-many-fields']] as const)),
    ...personReasons(sql`_person`, nobody),
    ...keys.map((key) => [lostDigitsSql(key), 'row-lost-digits'] as const),
    ...timeReasons(sql`_moment`, given.received),
    ...(event ? eventReasons(sql`_event`) : []),
    ...(amount
      ? ([[sql`${amount.text} != '' AND NOT isFinite(${amount.number})`, 'row-bad-amount']] as const)
      : []),
  ] as const;
  const reason = sql`multiIf(${sql.join(reasons.map(([when, word]) => sql`${when}, ${word}`))}, '')`;
  const kept = values.map((value) => sql`${keptSql(value)} AS ${value.kept}`);
  return sql`SELECT *, ${sql.join(kept)}, ${given.members ? readMore(sql`extra`) : sql`[]`} AS _more, ${user} AS _given, ${device} AS _device,
    if(_given = '' OR (_device != '' AND ${nobodySql(sql`_given`, nobody)}), '', _given) AS _user,
    ${person} AS _person, ${keySql(keys)} AS _key,
    ${moment} AS _moment, ${name} AS _event, ${reason} AS _reason FROM ${cleaned(from, mapping, given)}`;
}

/** The rows with the clean texts of the columns that are used: t1, t2 … beside c1, c2 … */
function cleaned(from: Sql, { columns, amount, clock }: Mapping, given: Compiled): Sql {
  const used = columns.filter(({ role }) => role !== 'ignore').map(({ column }) => column);
  const also = [amount?.quantity, amount?.price, clock].filter((column) => column !== undefined);
  const places = [...new Set([...used, ...also])].map((column) => given.columns.indexOf(column));
  const texts = places.map((at) => sql`${cleanCellSql(engineColumn(at))} AS ${cleanColumn(at)}`);
  return sql`(SELECT *, ${sql.join(texts)} FROM ${from})`;
}

function cleanColumn(at: number): Sql {
  return sql.name(`t${at + 1}`);
}

/**
 * What an event is known by: its name and its key, whatever file they stand in; without a key the place of the row in just this
 * file read in just this way.
 */
function idOf(mapping: Mapping, given: Compiled): Sql {
  const byPlace = sql`sipHash64(${given.key}, line)`;
  if (!isKeyed(mapping)) return byPlace;
  return sql`if(_key = '', ${byPlace}, sipHash64(${`key/${given.project}`}, _event, _key))`;
}

/** The values of the columns that are the key, in the order of their names. */
function keysOf(values: readonly Value[]): Sql[] {
  return values
    .filter(({ column }) => column.role === 'key')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ clean }) => idSql(clean));
}

/** The key as one text; empty where a part of it is. */
function keySql(keys: readonly Sql[]): Sql {
  if (keys.length === 0) return sql`''`;
  const all = sql`[${sql.join(keys)}]`;
  return sql`if(has(${all}, ''), '', arrayStringConcat(${all}, char(31)))`;
}

type Reasons = readonly (readonly [Sql, string])[];

function personReasons(person: Sql, nobody: readonly string[]): Reasons {
  return [
    [sql`${person} = ''`, 'row-no-person'],
    [sql`lengthUTF8(${person}) > ${sql.integer(MAX_ID)}`, 'long-id'],
    [nobodySql(person, nobody), 'row-placeholder'],
    [lostDigitsSql(person), 'row-lost-digits'],
  ];
}

function timeReasons(moment: Sql, received: Date): Reasons {
  const latest = new Date(received.getTime() + 86_400_000);
  return [
    [sql`isNull(${moment})`, 'row-bad-time'],
    [sql`${moment} < toDateTime64('1990-01-01 00:00:00', 3, 'UTC')`, 'early-time'],
    [sql`${moment} > ${sql.typed("DateTime64(3,'UTC')", latest)}`, 'late-time'],
  ];
}

function eventReasons(event: Sql): Reasons {
  return [
    [sql`${event} = ''`, 'row-no-event'],
    [sql`lengthUTF8(${event}) > ${sql.integer(MAX_NAME)}`, 'long-event'],
  ];
}

function readingsOf(
  column: MappedColumn,
  { decimal, timeZone, clock }: Mapping,
  { columns, plain }: Compiled,
): Value {
  const at = columns.indexOf(column.column);
  const clean = cleanColumn(at);
  const type = column.role === 'amount' ? 'number' : column.role === 'time' ? 'time' : column.type;
  const whole =
    column.role === 'time' && clock !== undefined
      ? sql`trimBoth(concat(${clean}, ' ', ${cleanColumn(columns.indexOf(clock))}))`
      : clean;
  const isPlain = plain.has(column.column);
  return {
    column,
    name: propertyNameOf(column),
    type,
    clean,
    kept: sql.name(`p${at + 1}`),
    text: valueSql(clean, type === 'number' || type === 'time' ? 'typed' : 'texts'),
    number: numberSql(clean, decimal, isPlain),
    moment: momentSql(whole, column.form ?? 'iso', timeZone),
  };
}

/** How the engine names a column of the file. */
export function engineColumn(at: number): Sql {
  return sql.name(`c${at + 1}`);
}

/** The amount as a product, where two columns make it. */
function productOf({ amount, decimal }: Mapping, given: Compiled): Sql | undefined {
  if (!amount) return undefined;
  const factors = [amount.quantity, amount.price].map((name) =>
    numberSql(cleanColumn(given.columns.indexOf(name)), decimal, given.plain.has(name)),
  );
  return sql`round(${sql.join(factors, sql` * `)}, 6)`;
}

function rawSql(columns: readonly string[]): Sql {
  const all = sql.join(columns.map((_, at) => engineColumn(at)));
  return sql`if(_reason = '', '', substringUTF8(trimRight(formatRow('CSV', ${all}), '\\n'), 1, ${sql.integer(MAX_RAW)}))`;
}
