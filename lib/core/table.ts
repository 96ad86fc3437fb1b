import type { Words } from './words.ts';

/** Words where the product speaks, text where the data does. */
export type Cell = string | number | Words | null;

/** How the figures of a column are written; `change` is in parts of what it was, `points` between two rates. */
export type ColumnKind = 'text' | 'number' | 'rate' | 'day' | 'seconds' | 'change' | 'points';

/** What a column is for: it names its row, names it by a period of the calendar, tells what the row is compared with, or holds a figure. */
export type ColumnRole = 'dimension' | 'period' | 'compared' | 'measure';

/** A part of a point of an answer; a whole one is the point of a row with that of a column laid over it. */
export type PointPart = Readonly<Record<string, unknown>>;

/** One measure that is spread over several columns, a place each, as of a cohort each day after the start. */
export interface Spread {
  /** The measure that these columns hold, and what it is called without a place. */
  readonly measure: string;
  readonly title: Words;
  /** The place that this column stands for. */
  readonly place: string | Words;
}

export interface TableColumn {
  readonly key: string;
  readonly title: Words;
  readonly kind: ColumnKind;
  readonly role: ColumnRole;
  /** What with the point of a row gives the people behind this figure; absent where no people stand behind it. */
  readonly point?: PointPart;
  readonly spread?: Spread;
  /** The key of the column whose figure this one tells the earlier of. */
  readonly comparedTo?: string;
  /** The key of the column whose figures are averaged here over several rows. */
  readonly averages?: string;
}

/** What is special of a row: its figures are not final, or it is all the rest. */
export interface RowMark {
  readonly open?: boolean;
  readonly rest?: boolean;
}

export type TableRow = Readonly<Record<string, Cell>>;

/** Columns that name rows and columns that measure them; what pictures are drawn from, and what is downloaded. */
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** The point of each row, in their order; null where nobody stands behind it. */
  readonly points: readonly (PointPart | null)[];
  /** What is special of each row, in their order. */
  readonly marks?: readonly RowMark[];
  /** What the places of spread measures are called together, such as "day after the start". */
  readonly spreadOver?: Words;
}

/** The point behind one cell; undefined where there is none. */
export function pointOf(table: Table, row: number, column: TableColumn): PointPart | undefined {
  const own = table.points[row];
  return own && column.point ? { ...own, ...column.point } : undefined;
}

/** The key of the column that names the places of what was spread. */
export const PLACE = 'place';

/**
 * The same figures with each measure in one column: a row for each place that a measure was spread over. Pictures are drawn
 * from this form. A table without spread measures comes back as it is; measures that are not spread are left out of one that has.
 */
export function unspread(table: Table): Table {
  const spread = table.columns.flatMap((column) => (column.spread ? [{ column, of: column.spread }] : []));
  if (spread.length === 0) return table;
  const names = table.columns.filter(({ role }) => role !== 'measure');
  const places = [...new Map(spread.map(({ of }) => [JSON.stringify(of.place), of.place])).entries()];
  const measures = [...new Map(spread.map(({ column, of }) => [of.measure, { column, of }])).values()];
  const pointsOfPlaces = new Map<string, PointPart>();
  for (const { column, of } of spread) {
    const key = JSON.stringify(of.place);
    if (column.point && !pointsOfPlaces.has(key)) pointsOfPlaces.set(key, column.point);
  }
  const rows: Record<string, Cell>[] = [];
  const points: (PointPart | null)[] = [];
  table.rows.forEach((row, at) => {
    for (const [key, place] of places) {
      const here = spread.filter(({ of }) => JSON.stringify(of.place) === key);
      const named = names.map((column) => [column.key, row[column.key] ?? null]);
      const measured = here.map(({ column, of }) => [of.measure, row[column.key] ?? null]);
      rows.push(Object.fromEntries([...named, [PLACE, place], ...measured]));
      const own = table.points[at];
      const part = pointsOfPlaces.get(key);
      points.push(own && part ? { ...own, ...part } : null);
    }
  });
  return {
    columns: [
      ...names,
      {
        key: PLACE,
        title: table.spreadOver ?? { zh: '位置', en: 'Place' },
        kind: 'text',
        role: 'dimension',
      },
      ...measures.map(({ column, of }) => ({
        key: of.measure,
        title: of.title,
        kind: column.kind,
        role: 'measure' as const,
        ...(column.point && { point: beyond(column.point, pointsOfPlaces.get(JSON.stringify(of.place))) }),
      })),
    ],
    rows,
    points,
  };
}

/** What a point says beyond another: another measure of the same place may have other people behind it. */
function beyond(point: PointPart, other: PointPart = {}): PointPart {
  return Object.fromEntries(Object.entries(point).filter(([key, value]) => other[key] !== value));
}
