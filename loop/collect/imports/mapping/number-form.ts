import { type Sql, sql } from '#lib/sql';
import { literalText } from './literal-text.ts';
import type { Mapping } from './mapping.ts';

type Decimal = Mapping['decimal'];

const CURRENCY = /[¥￥$€£₩₹元]|rmb|cny|usd|eur/gi;
const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const GROUPED: Record<Decimal, RegExp> = {
  point: /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/,
  comma: /^[+-]?\d{1,3}([. ]\d{3})+(,\d+)?$/,
};

/**
 * The number a clean text tells, with currency signs, thousands separators and accountants' brackets understood. A whole number
 * of so many digits that a double would change them is none: it names something.
 */
export function readNumber(text: string, decimal: Decimal): number | undefined {
  if (decimal === 'point' && PLAIN.test(text)) return exact(text);
  let parts = text.replace(CURRENCY, '').replace(/[\s\u00a0\u202f]/g, '');
  const negative = /^\(.*\)$/.test(parts);
  if (negative) parts = `-${parts.slice(1, -1)}`;
  if (decimal === 'comma') {
    if (parts.includes('.') && !GROUPED.comma.test(parts)) return undefined;
    parts = parts.replaceAll('.', '').replace(',', '.');
  } else {
    if (parts.includes(',') && !GROUPED.point.test(parts)) return undefined;
    parts = parts.replaceAll(',', '');
  }
  return PLAIN.test(parts) ? exact(parts) : undefined;
}

function exact(text: string): number | undefined {
  const value = Number(text);
  const changed = Math.abs(value) > Number.MAX_SAFE_INTEGER && !/e/i.test(text);
  return Number.isFinite(value) && !changed ? value : undefined;
}

const NOISE = String.raw`(?i)[\s\x{00a0}\x{202f}¥￥$€£₩₹元]|rmb|cny|usd|eur`;
const BRACKETS = String.raw`^\((.*)\)$`;
const THOUSANDS = '^[+-]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?$';
const POINTED = '^[+-]?[0-9]{1,3}([.][0-9]{3})+(,[0-9]+)?$';

/**
 * The same in the engine; not a number where the text tells none. `plain` texts need no cleaning, which is much faster.
 * The engine also reads "inf"; whoever uses the number must check that it is finite.
 */
export function numberSql(text: Sql, decimal: Decimal, plain: boolean): Sql {
  if (plain && decimal === 'point') return exactSql(text);
  const parts = sql`replaceRegexpOne(replaceRegexpAll(${text}, ${literalText(NOISE)}, ''), ${literalText(BRACKETS)}, ${literalText('-\\1')})`;
  const pointed =
    decimal === 'comma'
      ? sql`multiIf(position(${parts}, '.') = 0, replaceAll(${parts}, ',', '.'), match(${parts}, ${literalText(POINTED)}), replaceAll(replaceAll(${parts}, '.', ''), ',', '.'), '')`
      : sql`if(match(${parts}, ${literalText(THOUSANDS)}), replaceAll(${parts}, ',', ''), ${parts})`;
  return exactSql(pointed);
}

function exactSql(text: Sql): Sql {
  const value = sql`toFloat64OrDefault(${text}, nan)`;
  return sql`if(abs(${value}) > ${sql.integer(Number.MAX_SAFE_INTEGER)} AND match(${text}, '^[^eE]*$'), nan, ${value})`;
}
