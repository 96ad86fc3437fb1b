import { type Sql, sql } from '#lib/sql';
import { literalText } from './literal-text.ts';
import { momentSql } from './moment-form.ts';

/*
 * What a kept text counts as besides, by the rules of messages (`number-text`, `moment`): the same rows answer alike, however they
 * came in. Few texts begin with a digit or a sign, and only those are looked at closely.
 */

const FIRST = [43, 45, 46, ...Array.from({ length: 10 }, (_, digit) => 48 + digit)];
const first = sql.join(FIRST.map((code) => sql.integer(code)));
const NUMBER = '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})?$';
const NAMING = '^[+-]?[0-9]{16,}$';
const MOMENT =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)? ?([Zz]|[+-](0[0-9]|1[0-8])(:?[0-5][0-9])?)?)?$';

/** The number that a clean text wholly is; not a finite one where it is none. */
export function numberOfTextSql(text: Sql): Sql {
  const like = sql`match(${text}, ${literalText(NUMBER)}) AND NOT match(${text}, ${literalText(NAMING)})`;
  return sql`if(reinterpretAsUInt8(${text}) IN (${first}) AND length(${text}) <= 40 AND ${like}, toFloat64OrDefault(${text}, nan), nan)`;
}

/** The moment that a clean text wholly is, local to the time zone where it names none; null where it is none. */
export function momentOfTextSql(text: Sql, timeZone: string): Sql {
  const like = sql`${text} >= '1900' AND ${text} < '2300' AND substring(${text}, 5, 1) = '-' AND match(${text}, ${literalText(MOMENT)})`;
  return sql`if(reinterpretAsUInt8(${text}) IN (${first}) AND ${like}, ${momentSql(text, 'iso', timeZone)}, NULL)`;
}
