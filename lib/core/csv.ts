/** What a spreadsheet takes for the beginning of a formula, in full width too, also after blanks it passes over. */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@＝＋－﹣−＠]|^[\t\r\n]/;

/** A field of a CSV file (RFC 4180). Text that a spreadsheet would run as a formula gets a leading apostrophe. */
export function csvField(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA.test(value) && !isNumber(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of a CSV file with its end. */
export function csvLine(fields: readonly (string | number | boolean | null | undefined)[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

/** The mark that makes spreadsheets read a CSV file as UTF-8. */
export const csvStart = '\uFEFF';

function isNumber(text: string): boolean {
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
}
