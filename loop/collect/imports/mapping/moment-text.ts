import { type Sql, sql } from '#lib/sql';
import { literalText } from './literal-text.ts';

/** One rewriting of a text, here and in the engine alike; patterns are of the kind both understand. */
interface Rewriting {
  readonly pattern: string;
  /** `\1` and so on stand for what the brackets held. */
  readonly to: string;
}

const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]* +|(?:星期|周)[一二三四五六天 ] *)?';
const CLOCK = '([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.][0-9]+)?(?: [a-z]{2,5})?(?: ?[+-][0-9:]+)?)';

/** Signs of other keyboards, and those that stand between the parts of a Chinese date. */
const SIGNS = ['０１２３４５６７８９：／－．年月日号时時点點分秒，', '0123456789:/-.--  ::::::,'] as const;

/** What makes the many ways to write a moment few: in the end a date, a clock and a zone follow each other. */
const rewritings: readonly Rewriting[] = [
  { pattern: '上午|早上|凌晨|清晨|早晨', to: ' am ' },
  { pattern: '下午|傍晚|晚上|午后', to: ' pm ' },
  { pattern: '中午', to: ' noon ' },
  { pattern: '[: ]+$', to: '' },
  // as Java and C print it, the year comes last
  { pattern: `^${WEEKDAY}${MONTH} +([0-9]{1,2}) +${CLOCK} +([0-9]{4})$`, to: '\\4-\\1-\\2 \\3' },
  { pattern: `^${WEEKDAY}${MONTH}[.]? *([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})`, to: '\\3-\\1-\\2' },
  {
    pattern: `^${WEEKDAY}([0-9]{1,2})(?:st|nd|rd|th)?[ -]${MONTH}[.]?[ ,-]+([0-9]{4}|[0-9]{2})`,
    to: '\\3-\\2-\\1',
  },
  { pattern: `^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}) *(?:星期|周)[一二三四五六天 ]`, to: '\\1' },
  { pattern: '([0-9])([ap])[.]?m[.]?$', to: '\\1 \\2m' },
  { pattern: ' +', to: ' ' },
];

const compiled = rewritings.map(({ pattern, to }) => ({
  pattern: new RegExp(pattern, 'gi'),
  to: to.replaceAll('\\', '$'),
}));

/** A text of a moment in few ways of writing. */
export function plainMoment(clean: string): string {
  const [from, to] = SIGNS;
  const signs = [...clean].map((letter) => {
    const at = from.indexOf(letter);
    return at < 0 ? letter : to[at];
  });
  return compiled.reduce((text, rewriting) => text.replace(rewriting.pattern, rewriting.to), signs.join(''));
}

/** The same in the engine. */
export function plainMomentSql(clean: Sql): Sql {
  return rewritings.reduce(
    (text, { pattern, to }) =>
      sql`replaceRegexpAll(${text}, ${literalText(`(?i)${pattern}`)}, ${literalText(to)})`,
    sql`translateUTF8(${clean}, ${literalText(SIGNS[0])}, ${literalText(SIGNS[1])})`,
  );
}

const HOUR = '(?:[ t,]+(?:(am|pm|noon) )?([01]?[0-9]|2[0-4])';
const MINUTE = '(?:[:.]([0-5][0-9])(?:[:.]([0-5][0-9]|60)(?:[.,:]([0-9]{1,9}))?)?)?';
const ZONE =
  '(?: ?(?:([a-z]{2,5}|z)?([+-][0-9]{1,2}(?::?[0-9]{2})?)?|([a-z]+(?:/[a-z0-9_+-]+)+)))(?: ?[(][^()]*[)]|\\[[^\\[\\]]*\\])?';

/** What may follow a date: a clock, and a zone by its letters, its offset or its name. */
export const MOMENT_TAIL = `${HOUR}${MINUTE}(?: ?([ap])[.]?m\\b[.]?)?${ZONE})?$`;

/** Where the parts of a moment stand among what the brackets of a date and `MOMENT_TAIL` hold. */
export const places = {
  before: 4,
  hour: 5,
  minute: 6,
  second: 7,
  fraction: 8,
  after: 9,
  letters: 10,
  offset: 11,
  zone: 12,
} as const;
