import { momentForms } from '../mapping/layout-names.ts';
import { fitsForm } from '../mapping/moment-form.ts';
import { readNumber } from '../mapping/number-form.ts';

/** A row of fields and the line it begins on. */
export interface Line {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Titles, comments and remarks stand in no more lines than these. */
const MOST_ABOVE = 50;

/** Where the table begins below titles and comments: lines to skip, and whether its first row names the columns. */
export function findTable(lines: readonly Line[], width: number): { skip: number; header: boolean } {
  const at = beginOf(lines, width);
  const rows = lines.slice(at).map(({ fields }) => fields);
  const skip = at === 0 ? 0 : (lines[at - 1]?.line ?? 0);
  return { skip, header: hasHeader(rows) };
}

function beginOf(lines: readonly Line[], width: number): number {
  const few = lines.slice(0, MOST_ABOVE);
  const rowsFrom = (at: number) => lines.slice(at).map(({ fields }) => fields);
  const names = few.findIndex(
    ({ fields }, at) =>
      fields.length >= width && isFull(fields, width) && !isComment(fields) && hasHeader(rowsFrom(at)),
  );
  const parted = names > 0 && (few[names]?.line ?? 0) > (few[names - 1]?.line ?? 0) + 1;
  const most = parted ? width - 1 : width - 2;
  const isAbove = ({ fields }: Line) => isComment(fields) || !isFull(fields, width) || fields.length <= most;
  if (names > 0 && few.slice(0, names).every(isAbove)) return names;
  const first = few.findIndex(({ fields }) => !isComment(fields));
  return Math.max(0, first);
}

/** Whether a row holds more than the words of a title. */
function isFull(fields: readonly string[], width: number): boolean {
  const filled = fields.filter((field) => field.trim() !== '').length;
  return width === 1 ? filled === 1 : filled > Math.max(1, Math.floor(width / 2));
}

/** A line that is told as a remark; a header may begin with such a mark too, when it names as many columns as there are. */
function isComment([first = '', ...rest]: readonly string[]): boolean {
  return (
    /^\s*(#|\/\/|--)/.test(first) && (rest.length === 0 || rest.every((field) => !/^[^\s]+$/.test(field)))
  );
}

/** A first row in which nothing is a number or a time names the columns. */
export function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = rows;
  if (!first) return false;
  if (first.some((field) => isValue(field))) return false;
  if (rest.some((row) => row.some((field) => isValue(field)))) return true;
  const distinct = new Set(first);
  return distinct.size === first.length && !rest.some((row) => row.some((field, at) => field === first[at]));
}

function isValue(field: string): boolean {
  return readNumber(field, 'point') !== undefined || momentForms.some((form) => fitsForm(field, form));
}
