import {
  type Cell,
  type ColumnKind,
  type PointPart,
  pointOf,
  type Table,
  type TableColumn,
  type Words,
} from '#lib/core';
import type { Column, Measure } from '#lib/ui';
import { text } from './text.ts';
import type { WideColumn, WideRow, WideTable } from './wide-table.ts';

const measures: Readonly<Partial<Record<ColumnKind, Measure>>> = {
  number: 'count',
  rate: 'rate',
  seconds: 'seconds',
  change: 'change',
  points: 'points',
};

type Say = (words: Words) => string;
type OnPoint = (point: PointPart, title: string) => void;

const writtenBy = (say: Say) => (cell: Cell) =>
  cell !== null && typeof cell === 'object' ? say(cell) : cell;

/** As wide as a day or an hour is written. */
const DAY_WIDTH = 140;

/** A row of the table as it came, with its place. */
export interface LongRow {
  readonly cells: Table['rows'][number];
  readonly at: number;
}

/** The columns of a table as they are shown. */
export function longColumns(table: Table, say: Say, onPoint: OnPoint): Column<LongRow>[] {
  const written = writtenBy(say);
  const names = table.columns.filter(({ role }) => role === 'dimension' || role === 'period');
  const titleOf = ({ cells }: LongRow, column: TableColumn) =>
    [...names.map(({ key }) => written(cells[key] ?? null)), say(column.title)].join(' · ');
  return table.columns.map((column): Column<LongRow> => {
    const { key, title, kind, role } = column;
    return {
      key,
      title: say(title),
      value: ({ cells }) => written(cells[key] ?? null),
      measure: measures[kind],
      ...((kind === 'day' || role === 'period' || role === 'compared') && { width: DAY_WIDTH }),
      ...(column.point && {
        onCell: (row: LongRow) => {
          const point = pointOf(table, row.at, column);
          return point && row.cells[key] ? () => onPoint(point, titleOf(row, column)) : undefined;
        },
      }),
    };
  });
}

const PERIOD_WIDTH = 108;
/** Stays in sight on a phone and leaves room for a figure. */
const NAME_WIDTH = 150;

/** The columns of a wide table as they are shown: what names a row, totals, periods. */
export function wideColumns({ names, columns }: WideTable, say: Say, onPoint: OnPoint): Column<WideRow>[] {
  const written = writtenBy(say);
  const nameOf = (row: WideRow) => names.map(({ key }) => written(row.names[key] ?? null)).join(' · ');
  const titleOf = ({ period, of }: WideColumn) =>
    period ?? (of.point ? say(text.total) : `${say(text.total)} · ${say(of.title)}`);
  return [
    ...names.map(
      ({ key, title }): Column<WideRow> => ({
        key,
        title: say(title),
        value: (row) => written(row.names[key] ?? null),
        width: NAME_WIDTH,
      }),
    ),
    ...columns.map((column): Column<WideRow> => {
      const { key, period, of } = column;
      return {
        key,
        title: titleOf(column),
        value: (row) => written(row.cells[key]?.value ?? null),
        measure: measures[of.kind],
        ...(period !== undefined && { width: PERIOD_WIDTH }),
        onCell: (row) => {
          const { value, point } = row.cells[key] ?? {};
          if (!point || !value) return undefined;
          return () => onPoint(point, [nameOf(row), period, say(of.title)].filter(Boolean).join(' · '));
        },
      };
    }),
  ];
}
