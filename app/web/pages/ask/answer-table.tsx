import { type Cell, type ColumnKind, type PointPart, pointOf, type Table, type TableColumn } from '#lib/core';
import { type Column, DataTable, type Measure, useSay } from '#lib/ui';
import { text } from './text.ts';

const measures: Readonly<Partial<Record<ColumnKind, Measure>>> = {
  number: 'count',
  rate: 'rate',
  seconds: 'seconds',
  change: 'change',
  points: 'points',
};

interface Props {
  readonly table: Table;
  /** Opens the people behind a figure; `title` says in words who they are. */
  readonly onPoint: (point: PointPart, title: string) => void;
}

interface Row {
  readonly cells: Table['rows'][number];
  readonly at: number;
}

/** The numbers of an answer; behind those that have people, the people. */
export function AnswerTable({ table, onPoint }: Props) {
  const say = useSay();
  const written = (cell: Cell) => (cell !== null && typeof cell === 'object' ? say(cell) : cell);
  const names = table.columns.filter(({ role }) => role === 'dimension' || role === 'period');
  const titleOf = ({ cells }: Row, column: TableColumn) =>
    [...names.map(({ key }) => written(cells[key] ?? null)), say(column.title)].join(' · ');
  const columns = table.columns.map((column): Column<Row> => {
    const { key, title, kind } = column;
    return {
      key,
      title: say(title),
      value: ({ cells }) => written(cells[key] ?? null),
      measure: measures[kind],
      ...(kind === 'day' && { width: 120 }),
      ...(column.point && {
        onCell: (row: Row) => {
          const point = pointOf(table, row.at, column);
          return point && row.cells[key] ? () => onPoint(point, titleOf(row, column)) : undefined;
        },
      }),
    };
  });
  return (
    <DataTable
      rows={table.rows.map((cells, at) => ({ cells, at }))}
      columns={columns}
      rowKey={({ at }) => String(at)}
      label={say(text.table)}
      maxHeight={440}
    />
  );
}
