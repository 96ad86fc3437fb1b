import type { ReactNode } from 'react';
import type { Table, Words } from '#lib/core';

/** How few and how many of something a chart can show. */
export interface Room {
  readonly least: number;
  readonly most: number;
}

export interface PictureProps {
  /** With each measure in one column (`unspread`). */
  readonly table: Table;
  readonly label: string;
  /** Called with the place of a row in the table, and the key of a column, when what stands for them is chosen. */
  readonly onRow?: (row: number, column: string) => void;
}

/** A type of chart: what it takes and how it draws it. It knows columns that name and columns that measure, and no product word. */
export interface ChartType {
  readonly title: Words;
  /** When to take it, in one sentence. */
  readonly summary: Words;
  /** Its sign: the path of a drawing of 16 by 16. */
  readonly sign: string;
  readonly dimensions: Room;
  readonly measures: Room;
  readonly rows: Room;
  /** What else a table must be for it. */
  readonly suits?: (table: Table) => boolean;
  readonly Picture: (props: PictureProps) => ReactNode;
}

const holds = ({ least, most }: Room, count: number) => count >= least && count <= most;

/** Whether a chart can show a table. */
export function fits(chart: ChartType, table: Table): boolean {
  const { columns, rows } = table;
  const measures = columns.filter(({ role }) => role === 'measure').length;
  const dimensions = columns.filter(({ role }) => role === 'dimension' || role === 'period').length;
  return (
    holds(chart.dimensions, dimensions) &&
    holds(chart.measures, measures) &&
    holds(chart.rows, rows.length) &&
    (chart.suits?.(table) ?? true)
  );
}
