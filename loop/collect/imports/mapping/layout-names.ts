/** By the names of the Encoding Standard; `gbk` is read as GB18030, which holds it. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gbk',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-2',
  'iso-8859-3',
  'iso-8859-4',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-10',
  'iso-8859-13',
  'iso-8859-14',
  'iso-8859-15',
  'iso-8859-16',
  'koi8-r',
  'koi8-u',
  'ibm866',
  'macintosh',
] as const;
export type Encoding = (typeof encodings)[number];
export const separators = [',', ';', '\t', '|', '\u0001'] as const;
/**
 * How fields stand in quotes: `strict` doubles a quote within, `loose` has blanks around them, `backslash` puts a backslash
 * before what is meant literally, `single` uses apostrophes, `rows` stands each whole row in quotes.
 */
export const quotings = ['strict', 'loose', 'none', 'backslash', 'single', 'rows'] as const;
/** So many lines may stand above the table. */
export const MAX_SKIP = 10_000;

/** How a text tells a moment. */
export const momentForms = [
  'iso',
  'year-first',
  'day-first',
  'month-first',
  'short-year',
  'compact',
  'chinese',
  'words',
  'seconds',
  'milliseconds',
  'microseconds',
  'nanoseconds',
  'serial',
] as const;
export type MomentForm = (typeof momentForms)[number];
