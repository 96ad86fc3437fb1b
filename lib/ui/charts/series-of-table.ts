import { type Cell, type ColumnKind, type Language, PLACE, type Table } from '#lib/core';
import type { Measure } from '../say/format-number.ts';

/** A table as series over places, as lines and bars are drawn from it. */
export interface SeriesOfTable {
  readonly places: readonly string[];
  readonly series: readonly {
    readonly key: string;
    readonly name: string;
    readonly values: readonly (number | null)[];
    /** The row of the table behind each value; -1 where there is none. */
    readonly rows: readonly number[];
  }[];
  readonly measure: Measure;
  /** How many series there are beyond those that can be told apart. */
  readonly left: number;
}

const measures: Record<ColumnKind, Measure> = {
  text: 'count',
  day: 'count',
  number: 'count',
  rate: 'rate',
  seconds: 'seconds',
  change: 'change',
  points: 'points',
};

/** More lines or bars than these cannot be told apart. */
const MOST_SERIES = 8;

/**
 * Places are what was spread, else periods, else the first dimension; the other dimensions together name a series, with one
 * measure. Without other dimensions each measure written like the first is a series. Sums over periods are left out.
 */
export function seriesOfTable({ columns, rows }: Table, language: Language): SeriesOfTable {
  const names = columns.filter(({ role }) => role === 'dimension' || role === 'period');
  const measured = columns.filter(({ role }) => role === 'measure');
  const across =
    names.find(({ key }) => key === PLACE) ?? names.find(({ role }) => role === 'period') ?? names[0];
  const others = names.filter((column) => column !== across);
  const isSpread = names.some(({ key }) => key === PLACE);
  // people spread over time are compared by their share: there are fewer in each later place
  const first = (isSpread && measured.find(({ kind }) => kind === 'rate')) || measured[0];
  const shown =
    others.length > 0
      ? [first]
      : [first, ...measured.filter((one) => one !== first && one.kind === first?.kind)];
  const written = (cell: Cell | undefined) =>
    cell === null || cell === undefined ? '' : typeof cell === 'object' ? cell[language] : String(cell);
  const isSum = (cell: Cell | undefined) =>
    across?.role === 'period' && typeof cell === 'object' && cell !== null;
  const places = new Map<string, number>();
  const series = new Map<string, { name: string; at: Map<number, { value: number | null; row: number }> }>();
  rows.forEach((row, index) => {
    const cell = across && row[across.key];
    if (isSum(cell)) return;
    const place = written(cell);
    if (!places.has(place)) places.set(place, places.size);
    for (const column of shown) {
      if (!column) continue;
      const name =
        others.length > 0 ? others.map(({ key }) => written(row[key])).join(' · ') : column.title[language];
      const known = series.get(name) ?? { name, at: new Map() };
      series.set(name, known);
      const value = row[column.key];
      known.at.set(places.get(place)!, { value: typeof value === 'number' ? value : null, row: index });
    }
  });
  const inOrder = Array.from({ length: places.size }, (_, at) => at);
  return {
    places: [...places.keys()],
    measure: first ? measures[first.kind] : 'count',
    left: Math.max(0, series.size - MOST_SERIES),
    series: [...series.values()].slice(0, MOST_SERIES).map(({ name, at }) => ({
      key: name,
      name,
      values: inOrder.map((place) => at.get(place)?.value ?? null),
      rows: inOrder.map((place) => at.get(place)?.row ?? -1),
    })),
  };
}
