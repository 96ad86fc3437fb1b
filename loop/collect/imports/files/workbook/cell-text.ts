/** What a cell of a workbook holds, as its file says it. */
export interface Cell {
  /** `n` number, `s` number of a shared text, `str` and `inlineStr` text, `b` yes or no, `d` date, `e` error. */
  readonly type: string;
  readonly style: number;
  readonly value: string;
}

/** What cells are read by. */
export interface CellRules {
  readonly shared: readonly string[];
  /** For each style, whether its numbers are shown as dates. */
  readonly dated: readonly boolean[];
  /** Whether days are counted from 1904, as Excel once did on the Mac. */
  readonly from1904: boolean;
}

/** A cell as the text of a CSV field. What cannot be calculated, `#N/A` and the like, is empty. */
export function cellText({ type, style, value }: Cell, { shared, dated, from1904 }: CellRules): string {
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'str' || type === 'inlineStr') return plainText(value);
  if (type === 'e') return '';
  const given = value.trim();
  if (type === 'b') return given === '1' || given === 'true' ? 'true' : given === '' ? '' : 'false';
  if (type === 'd') return given.replace('T', ' ');
  if (given === '') return '';
  const number = Number(given);
  if (dated[style] && Number.isFinite(number)) return dateText(number, from1904);
  // whole numbers keep their digits, of which a double may lose some
  return /^-?\d+$/.test(given) || !Number.isFinite(number) ? given : String(number);
}

/** Control characters are spelt `_x000D_` in a workbook. */
export function plainText(text: string): string {
  return text.replace(/_x([\da-fA-F]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const DAY = 86_400_000;
/** Days from Excel's day 0 to 1970, and from its first day to 1904. */
const TO_1970 = 25_569;
const TO_1904 = 1462;
/** The last day a workbook may name, in 9999. */
const LATEST = 2_958_466;

function dateText(number: number, from1904: boolean): string {
  const days = number + (from1904 ? TO_1904 : 0);
  if (days < 0 || days > LATEST) return String(number);
  const moment = Math.round((days - TO_1970) * DAY);
  const text = new Date(moment).toISOString();
  const time = text.slice(11, text.endsWith('.000Z') ? 19 : 23);
  if (number < 1) return time;
  return moment % DAY === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${time}`;
}

const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a number format shows a date or a time: by its number, or by the letters of its own code. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDate(id);
  const [first = ''] = code.split(';');
  const letters = first.replace(/"[^"]*"|\\.|[_*]./g, '').replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '');
  return !/general/i.test(letters) && /[ymdhs]/i.test(letters);
}
