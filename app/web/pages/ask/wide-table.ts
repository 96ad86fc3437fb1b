import { type Cell, type PointPart, pointOf, type Table, type TableColumn } from '#lib/core';

/** A column of a wide table, with the cell of the long one that stands behind its figures. */
export interface WideColumn {
  readonly key: string;
  /** The period that it stands for; the total where there is none. */
  readonly period?: string;
  /** The figure that it shows. */
  readonly of: TableColumn;
}

export interface WideRow {
  readonly names: Readonly<Record<string, Cell>>;
  readonly cells: Readonly<Record<string, { readonly value: Cell; readonly point?: PointPart | undefined }>>;
}

export interface WideTable {
  readonly names: readonly TableColumn[];
  readonly columns: readonly WideColumn[];
  readonly rows: readonly WideRow[];
}

/** The figures that a wide table may show: one at a time. */
export function figuresOf({ columns }: Table): readonly TableColumn[] {
  return columns.filter(({ role }) => role === 'measure');
}

/** Whether a table has groups whose periods may stand side by side. */
export function isWide({ columns }: Table): boolean {
  const period = columns.filter(({ role }) => role === 'period');
  const spread = columns.some((column) => column.spread);
  return period.length === 1 && !spread && columns.some(({ role }) => role === 'dimension');
}

/**
 * A table by group and period with a row a group: the total of a figure with what it is compared with and the change,
 * then the figure of each period. What is no period of the calendar in the long table is a total.
 */
export function wideTable(table: Table, figure: TableColumn): WideTable {
  const period = table.columns.find(({ role }) => role === 'period')!;
  const names = table.columns.filter(({ role }) => role === 'dimension');
  const base = figure.key.replace(/(Before|Change)\d?$/, '');
  const isOfIt = (key: string) =>
    key.startsWith(base) && /^((Before|Change)\d?)?$/.test(key.slice(base.length));
  const totals = table.columns.filter(({ role, key }) => role === 'measure' && isOfIt(key));
  const periods = new Set<string>();
  const rows = new Map<
    string,
    { names: Record<string, Cell>; cells: Record<string, WideRow['cells'][string]> }
  >();
  let hasTotal = false;
  table.rows.forEach((row, at) => {
    const own = Object.fromEntries(names.map(({ key }) => [key, row[key] ?? null]));
    const key = JSON.stringify(own);
    const found = rows.get(key) ?? { names: own, cells: {} };
    rows.set(key, found);
    const label = row[period.key];
    const cell = (column: TableColumn) => ({
      value: row[column.key] ?? null,
      point: pointOf(table, at, column),
    });
    if (typeof label === 'string') {
      periods.add(label);
      found.cells[keyOfPeriod(label)] = cell(figure);
      return;
    }
    hasTotal = true;
    for (const column of totals) found.cells[keyOfTotal(column)] = cell(column);
  });
  return {
    names,
    columns: [
      ...(hasTotal ? totals.map((of) => ({ key: keyOfTotal(of), of })) : []),
      ...[...periods].map((label) => ({ key: keyOfPeriod(label), period: label, of: figure })),
    ],
    rows: [...rows.values()],
  };
}

const keyOfTotal = ({ key }: TableColumn) => `total ${key}`;
const keyOfPeriod = (label: string) => `period ${label}`;
