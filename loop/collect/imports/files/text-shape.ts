import { quotings, separators } from '../mapping/layout-names.ts';
import { type Layout, type LayoutWishes, layout } from '../mapping/mapping.ts';
import { fieldsOf } from './fields.ts';
import { findTable, type Line } from './find-table.ts';
import { headRecords } from './head-records.ts';

/** Rows that are looked at to find the separator. */
const LOOKED_AT = 200;

/** What a way of writing costs, so that an unusual one must explain the text better than a usual one. */
const COSTS: Readonly<Record<Layout['quotes'], number>> = {
  strict: 0,
  loose: 0.01,
  backslash: 0.015,
  none: 0.02,
  single: 0.025,
  rows: 0.03,
};

/** Separator, quotes and the lines above the table, by how well they explain the first rows of a text. */
export function shapeOfText(text: Buffer, wishes: LayoutWishes): Partial<Layout> {
  const candidates = (wishes.separator ? [wishes.separator] : separators).flatMap((separator) =>
    (wishes.quotes ? [wishes.quotes] : quotings).map((quotes) =>
      shapeOf(text, layout.parse({ format: 'csv', separator, quotes, skip: wishes.skip ?? 0 })),
    ),
  );
  const best = candidates.reduce((a, b) => (b.score > a.score + 1e-9 ? b : a));
  const spaced = shapeOf(text, layout.parse({ format: 'spaces', quotes: 'none', skip: wishes.skip ?? 0 }));
  const found = best.width === 1 && spaced.width > 1 && spaced.score > 0.9 ? spaced : best;
  const { skip, header } = findTable(found.lines, found.width);
  return { ...found.layout, skip: wishes.skip ?? skip, header };
}

interface TextShape {
  readonly layout: Layout;
  readonly lines: readonly Line[];
  /** Fields of most rows. */
  readonly width: number;
  /** How well the layout explains the text: agreement of the rows, then width. */
  readonly score: number;
}

function shapeOf(text: Buffer, given: Layout): TextShape {
  const lines: Line[] = [];
  const widths: number[] = [];
  for (const { row, line } of headRecords(text, given).slice(0, LOOKED_AT)) {
    const fields = row === undefined ? undefined : fieldsOf(row, given);
    if (fields) lines.push({ line, fields });
    if (!/^\s*(#|\/\/|--)/.test(row ?? '')) widths.push(fields?.length ?? 0);
  }
  const { width, agreement } = agreed(widths);
  const stray = strayMarks(lines, given);
  const base = width > 1 ? agreement * (1 + Math.min(width, 50) / 100) : 0.3 * agreement;
  return { layout: given, lines, width, score: base - COSTS[given.quotes] - stray * 0.2 };
}

/** Titles above a table are few and narrow. */
const MOST_ABOVE = 12;

/** The width that most rows share from its first on, where no more than some titles stand above; and what share of them. */
function agreed(widths: readonly number[]): { width: number; agreement: number } {
  let best = { width: 1, agreement: 0 };
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  for (const [width, count] of counts) {
    const above = widths.indexOf(width);
    if (width === 0 || (above > 0 && (count < 2 || above > MOST_ABOVE))) continue;
    const agreement = count / (widths.length - above) - above / 1000;
    if (agreement > best.agreement + 1e-9 || (agreement > best.agreement - 1e-9 && width > best.width))
      best = { width, agreement };
  }
  return best;
}

/** What a layout leaves in fields that it should have understood. */
const LEFT = {
  quoted: /^\s*(["'])[\s\S]*\1\s*$/,
  inDoubleQuotes: /^\s*"[\s\S]*"\s*$/,
  escaped: /\\[",;]/,
  atQuote: /^\s*"|"\s*$/,
  /** A separator of another kind, at which the fields end in truth. */
  separated: /^[,;|]|[,;|]$/,
};
const strayOf: Readonly<Record<Layout['quotes'], readonly RegExp[]>> = {
  strict: [LEFT.quoted, LEFT.escaped, LEFT.separated],
  loose: [LEFT.quoted, LEFT.escaped, LEFT.separated],
  none: [LEFT.quoted, LEFT.escaped, LEFT.atQuote, LEFT.separated],
  backslash: [LEFT.quoted, LEFT.separated],
  single: [LEFT.inDoubleQuotes, LEFT.atQuote, LEFT.escaped, LEFT.separated],
  rows: [LEFT.quoted, LEFT.separated],
};

/** The share of rows in which marks are left that the layout should have understood. */
function strayMarks(lines: readonly Line[], { quotes, separator }: Layout): number {
  const left = strayOf[quotes];
  const stray = lines.filter(
    ({ fields }) =>
      fields.some((field) => left.some((mark) => mark.test(field))) || isRowInField(fields, separator),
  );
  return lines.length === 0 ? 0 : stray.length / lines.length;
}

/** Whether a spreadsheet took a whole row for the first of its fields. */
function isRowInField([first = '', ...rest]: readonly string[], separator: string): boolean {
  return rest.length > 0 && first.includes(separator) && rest.every((field) => field === '');
}
