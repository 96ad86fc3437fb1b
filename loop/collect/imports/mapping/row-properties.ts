import { type Sql, sql } from '#lib/sql';
import { idSql } from './id-text.ts';
import type { MappedColumn, ValueType } from './mapping.ts';
import { moreOf, moreTraits } from './more-members.ts';
import { nameText } from './name-text.ts';
import { AMOUNT } from './own-names.ts';
import { momentOfTextSql, numberOfTextSql } from './text-value.ts';

/** One column in all the ways it may be read. */
export interface Value {
  readonly column: MappedColumn;
  readonly name: string;
  readonly type: ValueType;
  /** The clean text, as of ids; a word that stands for no value stays. */
  readonly clean: Sql;
  /** The clean text, empty where it is no value. */
  readonly text: Sql;
  /** What `keptSql` gives, where it was given this name. */
  readonly kept: Sql;
  readonly number: Sql;
  readonly moment: Sql;
}

const ofEvent: readonly MappedColumn['role'][] = ['property', 'both', 'amount', 'key'];
const ofPerson: readonly MappedColumn['role'][] = ['trait', 'both'];
const unknownMoment = sql`toDateTime64('1900-01-01 00:00:00', 3, 'UTC')`;
const momentOr = (moment: Sql) => sql`ifNull(toTimeZone(${moment}, 'UTC'), ${unknownMoment})`;

/**
 * The text that is kept of a value: none where it is a number. Moments keep theirs beside what it says, to be found as it was
 * sent; what cannot be read as the column's type is kept, so that nothing is lost.
 */
export function keptSql({ column, type, clean, text, number }: Value): Sql {
  if (column.role === 'key') return idSql(clean);
  if (type === 'number') return sql`if(isFinite(${number}), '', ${text})`;
  if (type === 'boolean') return sql`transform(lower(${clean}), ${YES_NO}, ${TRUE_FALSE}, ${text})`;
  return text;
}

const YES_NO = ['true', 'yes', 'y', 't', '1', '是', '有', 'false', 'no', 'n', 'f', '0', '否', '无'];
const TRUE_FALSE = [...Array<string>(7).fill('true'), ...Array<string>(7).fill('false')];

/** The number of a value, by its column or as what its text wholly is; none that is finite where it has none. */
function numberOf({ type, kept, number, moment }: Value): Sql {
  if (type === 'number') return number;
  return type === 'time' ? sql`if(isNull(${moment}), ${numberOfTextSql(kept)}, nan)` : numberOfTextSql(kept);
}

function momentOf({ type, kept, moment }: Value, timeZone: string): Sql {
  return momentOr(type === 'time' ? moment : momentOfTextSql(kept, timeZone));
}

/** The maps of the properties of events. */
export function propertyMaps(
  values: readonly Value[],
  { more, product, timeZone }: { more: boolean; product: Sql | undefined; timeZone: string },
): Sql {
  const kept = values.filter(({ column }) => ofEvent.includes(column.role));
  const texts = kept.map((value) => [value.name, value.kept] as const);
  const numbers = [
    ...kept.map((value) => [value.name, numberOf(value)] as const),
    ...(product ? [[AMOUNT, product] as const] : []),
  ];
  const times = kept.map((value) => [value.name, momentOf(value, timeZone)] as const);
  return sql`${withMore(mapSql(texts, sql`v != ''`, 'String'), more, 'texts', 'String')} AS texts,
    ${withMore(mapSql(numbers, sql`isFinite(v)`, 'Float64'), more, 'numbers', 'Float64')} AS numbers,
    ${withMore(mapSql(times, sql`v != ${unknownMoment}`, MOMENT), more, 'times', MOMENT)} AS times`;
}

/** What the columns tell wins over a member of the same name. */
function withMore(map: Sql, more: boolean, kind: 'texts' | 'numbers' | 'times', type: string): Sql {
  return more ? sql`mapUpdate(${moreOf(sql`_more`, kind, mapType(type))}, ${map})` : map;
}

const MOMENT = "DateTime64(3, 'UTC')";
const mapType = (type: string) => `Map(LowCardinality(String), ${type})`;

/** Keys become of low cardinality at the end: made so one by one they would cost more than all the rest of a row. */
function mapSql(entries: readonly (readonly [string, Sql])[], holds: Sql, type: string): Sql {
  const lowType = mapType(type);
  if (entries.length === 0) return sql`CAST(map(), ${lowType})`;
  const pairs = entries.map(([name, value]) => sql`${nameText(name)}, ${value}`);
  return sql`CAST(mapFilter((k, v) -> ${holds}, map(${sql.join(pairs)})), ${lowType})`;
}

/** What is told of the person: name, text, number or NaN, moment or what stands for none. */
export function traitsSql(values: readonly Value[], more: boolean, timeZone: string): Sql {
  const type =
    "Array(Tuple(name LowCardinality(String), text String, number Float64, moment DateTime64(3, 'UTC')))";
  const traits = values.filter(({ column }) => ofPerson.includes(column.role));
  if (traits.length === 0 && !more) return sql`CAST([], ${type})`;
  const tuples = traits.map((value) => {
    const number = sql`if(isFinite(${numberOf(value)}), ${numberOf(value)}, nan)`;
    const text =
      value.type === 'number'
        ? sql`if(isFinite(${value.number}), toString(${value.number}), ${value.kept})`
        : value.kept;
    return sql`(${nameText(value.name)}, ${text}, ${number}, ${momentOf(value, timeZone)})`;
  });
  const own = sql`CAST(arrayFilter(t -> t.2 != '', [${sql.join(tuples)}]), ${type})`;
  return more ? sql`arrayConcat(CAST(${moreTraits(sql`_more`, unknownMoment)}, ${type}), ${own})` : own;
}
