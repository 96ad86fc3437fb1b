import { type Cell, type ColumnKind, type Language, PLACE, type Table, type TableColumn } from '#lib/core';
import type { Measure } from '../say/format-number.ts';

/** A series of a table, as a line or bars are drawn from it. */
export interface TableSeries {
  readonly key: string;
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** The row of the table behind each value; -1 where there is none. */
  readonly rows: readonly number[];
  /** The column that its values stand in. */
  readonly column: string;
  /** All the rest. */
  readonly other?: boolean;
  /** The series this one is the earlier of. */
  readonly comparedTo?: string;
}

/** A table as series over places. */
export interface SeriesOfTable {
  readonly places: readonly string[];
  readonly series: readonly TableSeries[];
  readonly measure: Measure;
  /** What is measured, where all series measure the same; what the places are. */
  readonly unit?: string;
  readonly across?: string;
  /** The first place whose figures are not final. */
  readonly openFrom?: number;
  /** How many series there are beyond those that can be told apart. */
  readonly left: number;
}

export const measures: Record<ColumnKind, Measure> = {
  text: 'count',
  day: 'count',
  number: 'count',
  rate: 'rate',
  seconds: 'seconds',
  change: 'change',
  points: 'points',
};

/** More lines or bars than these cannot be told apart. */
export const MOST_SERIES = 8;

/** A cell in a language. */
export const written = (cell: Cell | undefined, language: Language): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'object' ? cell[language] : String(cell);

/** The columns that name rows, with the one that runs along the axis. */
export function namesOf({ columns }: Table) {
  const names = columns.filter(({ role }) => role === 'dimension' || role === 'period');
  const across =
    names.find(({ key }) => key === PLACE) ?? names.find(({ role }) => role === 'period') ?? names[0];
  return { across, others: names.filter((column) => column !== across) };
}

/** The columns that are drawn: the first measure, and without groups all that are written like it. */
export function measuredOf({ columns }: Table, isGrouped: boolean): readonly TableColumn[] {
  const measured = columns.filter(({ role, averages }) => role === 'measure' && !averages);
  const isSpread = columns.some(({ key }) => key === PLACE);
  // people spread over time are compared by their share: there are fewer in each later place
  const first = (isSpread && measured.find(({ kind }) => kind === 'rate')) || measured[0];
  if (!first) return [];
  return isGrouped ? [first] : [first, ...measured.filter((one) => one !== first && one.kind === first.kind)];
}

/** Whether a row sums up all places of its group. */
export function isSum(across: TableColumn | undefined, row: Table['rows'][number]): boolean {
  const cell = across && row[across.key];
  return across?.role === 'period' && typeof cell === 'object' && cell !== null;
}

interface Found {
  readonly column: TableColumn;
  readonly name: string;
  readonly other: boolean;
  readonly at: Map<number, { readonly value: number | null; readonly row: number }>;
}

/**
 * Places are what was spread, else periods, else the first dimension; the other dimensions together name a series, with one
 * measure. Without other dimensions each measure written like the first is a series. Sums over periods are left out.
 */
export function seriesOfTable(table: Table, language: Language): SeriesOfTable {
  const { rows, marks } = table;
  const { across, others } = namesOf(table);
  const shown = measuredOf(table, others.length > 0);
  const places = new Map<string, number>();
  const found = new Map<string, Found>();
  const open = new Set<number>();
  rows.forEach((row, index) => {
    if (isSum(across, row)) return;
    const place = written(across && row[across.key], language);
    if (!places.has(place)) places.set(place, places.size);
    const at = places.get(place)!;
    if (marks?.[index]?.open) open.add(at);
    for (const column of shown) {
      const name =
        others.length > 0
          ? others.map(({ key }) => written(row[key], language)).join(' · ')
          : column.title[language];
      const known = found.get(name) ?? {
        column,
        name,
        other: marks?.[index]?.rest === true,
        at: new Map(),
      };
      found.set(name, known);
      const value = row[column.key];
      known.at.set(at, { value: typeof value === 'number' ? value : null, row: index });
    }
  });
  const inOrder = Array.from({ length: places.size }, (_, at) => at);
  const drawn = mostOf([...found.values()]);
  const openFrom = 1 + inOrder.findLastIndex((at) => !open.has(at));
  const titleOf = (key: string | undefined) =>
    drawn.find(({ column }) => column.key === key)?.column.title[language];
  const first = shown[0];
  return {
    places: [...places.keys()],
    measure: first ? measures[first.kind] : 'count',
    ...(others.length > 0 && first && { unit: first.title[language] }),
    ...(across && { across: across.title[language] }),
    ...(openFrom < places.size && { openFrom: Math.max(1, openFrom) }),
    left: found.size - drawn.length,
    series: drawn.map(({ name, column, other, at }) => {
      const comparedTo = others.length > 0 ? undefined : titleOf(column.comparedTo);
      return {
        key: name,
        name,
        column: column.key,
        ...(other && { other }),
        ...(comparedTo !== undefined && { comparedTo }),
        values: inOrder.map((place) => at.get(place)?.value ?? null),
        rows: inOrder.map((place) => at.get(place)?.row ?? -1),
      };
    }),
  };
}

/** As many as can be told apart, the rest always among them. */
function mostOf(all: readonly Found[]): readonly Found[] {
  if (all.length <= MOST_SERIES) return all;
  const rest = all.filter(({ other }) => other).slice(0, 1);
  return [...all.filter(({ other }) => !other).slice(0, MOST_SERIES - rest.length), ...rest];
}
