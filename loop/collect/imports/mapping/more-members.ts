import { type Sql, sql } from '#lib/sql';
import { addProperty, type Json, Properties } from '../../receive/properties.ts';

/** A property that no column has: name, text, number, moment in milliseconds, and whether it was sent as text (1) or not (0). */
type More = readonly [name: string, text: string, number: number | null, moment: number | null, sent: 0 | 1];

/** The members of one line of JSON that came up after the columns were found, typed as properties of messages are. */
export function moreMembers(members: ReadonlyMap<string, Json>, known: ReadonlySet<string>): More[] {
  const found = new Properties();
  // a name may not begin with a dollar, as with columns
  for (const [name, value] of members)
    if (!known.has(name)) addProperty(found, name.replace(/^\$+/, ''), value);
  const { texts, numbers, times } = found;
  const others = <V>(values: Iterable<[string, V]>) => [...values].filter(([name]) => !texts.has(name));
  return [
    ...[...texts].map(
      ([name, text]): More => [name, text, numbers.get(name) ?? null, times.get(name) ?? null, 1],
    ),
    ...others(numbers).map(([name, number]): More => [name, String(number), number, null, 0]),
    ...others(times).map(([name, moment]): More => [name, engineTime(moment), null, moment, 0]),
  ];
}

function engineTime(moment: number): string {
  return new Date(moment).toISOString().replace('T', ' ').replace('Z', '');
}

/** Such a list as the engine reads it out of the text of a field. */
export function readMore(field: Sql): Sql {
  return sql`JSONExtract(${field}, 'Array(Tuple(String, String, Nullable(Float64), Nullable(Int64), UInt8))')`;
}

/** Of such a list, a map of the texts, the numbers or the times. */
export function moreOf(more: Sql, kind: 'texts' | 'numbers' | 'times', type: string): Sql {
  const { holds, value } = kinds[kind];
  return sql`CAST(arrayMap(m -> (m.1, ${value}), arrayFilter(m -> ${holds}, ${more})), ${type})`;
}

const moment = sql`fromUnixTimestamp64Milli(assumeNotNull(m.4), 'UTC')`;
const kinds = {
  texts: { holds: sql`m.5 = 1`, value: sql`m.2` },
  numbers: { holds: sql`isNotNull(m.3)`, value: sql`assumeNotNull(m.3)` },
  times: { holds: sql`isNotNull(m.4)`, value: moment },
} as const satisfies Record<string, { holds: Sql; value: Sql }>;

/** Of such a list, what is told of the person: name, text, number or NaN, moment or what stands for none. */
export function moreTraits(more: Sql, none: Sql): Sql {
  return sql`arrayMap(m -> (m.1, m.2, ifNull(m.3, nan), if(isNull(m.4), ${none}, ${moment})), ${more})`;
}
