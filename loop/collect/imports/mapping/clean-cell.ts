import { type Sql, sql } from '#lib/sql';
import { literalText, literalTexts } from './literal-text.ts';

/** What stands unseen around a text: blanks of all kinds, tabs, marks of width nothing and of direction, byte order marks. */
const UNSEEN = String.raw`[\x00-\x20\x7f\x{00a0}\x{00ad}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{2069}\x{3000}\x{feff}]`;
const EDGES = `^${UNSEEN}+|${UNSEEN}+$`;
/** What makes a spreadsheet keep a text: `="00123"`, and an apostrophe or a backtick before it. */
const FORMULA = '^="((?s).*)"$';
const MARK = "^['`]([^'`]+)$";

const edges = new RegExp(EDGES.replace(/\\x\{(\w+)\}/g, '\\u$1'), 'g');

function trimCell(text: string): string {
  return text.replace(edges, '');
}

/** The text of a cell as it is judged and read: without what stands unseen around it, and without a spreadsheet's marks. */
export function cleanCell(given: string): string {
  const text = trimCell(given);
  const inner = /^="([\s\S]*)"$/.exec(text)?.[1] ?? /^['`]([^'`]+)$/.exec(text)?.[1];
  return inner === undefined ? text : trimCell(inner);
}

/** First bytes of what `cleanCell` may change, and ends of it. */
const FIRST = [...Array.from({ length: 33 }, (_, at) => at), 39, 61, 96, 127, 194, 225, 226, 227, 239];
const LAST = [...Array.from({ length: 33 }, (_, at) => at), 127];
const numbers = (values: readonly number[]) => sql.join(values.map((value) => sql.integer(value)));

/** The same in the engine. Few cells have such ends, and only those are looked at closely. */
export function cleanCellSql(raw: Sql): Sql {
  const first = sql`reinterpretAsUInt8(${raw})`;
  const last = sql`reinterpretAsUInt8(right(${raw}, 1))`;
  const odd = sql`${raw} != '' AND (${first} IN (${numbers(FIRST)}) OR ${last} IN (${numbers(LAST)})
    OR ${last} > 127 AND (substring(${raw}, -3, 2) IN ('\\xe1\\x9a', '\\xe1\\xa0', '\\xe2\\x80', '\\xe2\\x81', '\\xe3\\x80', '\\xef\\xbb') OR right(${raw}, 2) IN ('\\xc2\\xa0', '\\xc2\\xad')))`;
  const trimmed = (text: Sql) => sql`replaceRegexpAll(${text}, ${literalText(EDGES)}, '')`;
  const unmarked = sql`replaceRegexpOne(replaceRegexpOne(${trimmed(raw)}, ${literalText(FORMULA)}, '\\\\1'), ${literalText(MARK)}, '\\\\1')`;
  return sql`if(${odd}, ${trimmed(unmarked)}, ${raw})`;
}

/** Words that are no value wherever they stand. */
const NEVER = [
  'null',
  '(null)',
  '<null>',
  '[null]',
  '\\n',
  'n/a',
  '#n/a',
  '#na',
  '#n/a n/a',
  '#null!',
  '#ref!',
  '#value!',
  '#div/0!',
  '#name?',
  '#num!',
  'nan',
  '-nan',
  '<nan>',
  'nat',
  '<na>',
  'undefined',
  '(blank)',
  '(空)',
  '(空白)',
  '（空）',
  '（空白）',
  '空',
  '空值',
  '暂无',
  '暂无数据',
  '?',
  '??',
  '？',
  '-',
  '--',
  '---',
  '–',
  '—',
  '——',
  '－',
  '0000-00-00',
  '0000-00-00 00:00:00',
  '0000-00-00 00:00:00.000000',
  '0000-00-00t00:00:00',
  '0000/00/00',
  '0000/00/00 00:00:00',
] as const;
/** As Python writes nothing; in small letters the word may be a value. */
const NONE = 'None';
/** Words that may be values of a column of texts, and are none where numbers or times stand. */
const UNTYPED = [
  'none',
  'nil',
  'na',
  'n.a.',
  'n.a',
  'unknown',
  'missing',
  'empty',
  'blank',
  'not set',
  'not available',
  'not applicable',
  'no data',
  'tbd',
  '.',
  '/',
  '\\',
  '*',
  '无',
  '没有',
  '无数据',
  '未知',
  '不详',
  '缺失',
  '待定',
  '未支付',
  '未付款',
  '待支付',
  '尚未支付',
  '未下单',
  '未完成',
  '未填',
  '未填写',
  '未设置',
  '未绑定',
] as const;

const never: ReadonlySet<string> = new Set(NEVER);
const untyped: ReadonlySet<string> = new Set(UNTYPED);

/** Whether a clean text is no value; some words are one only among texts. */
export function isNoValue(text: string, among: 'texts' | 'typed'): boolean {
  if (text === '' || text === NONE) return true;
  const word = text.toLowerCase();
  return never.has(word) || (among === 'typed' && untyped.has(word));
}

/** A clean text in the engine, empty where it is no value. */
export function valueSql(clean: Sql, among: 'texts' | 'typed'): Sql {
  const words = among === 'typed' ? [...NEVER, ...UNTYPED] : NEVER;
  return sql`if(lower(${clean}) IN (${literalTexts(words)}) OR ${clean} = 'None', '', ${clean})`;
}
