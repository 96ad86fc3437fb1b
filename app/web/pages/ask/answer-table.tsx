import { type Column, DataTable, type Measure, useSay } from '#lib/ui';
import type { Cell, Table } from '#loop/ask';
import { text } from './text.ts';

const measures: Readonly<Partial<Record<Table['columns'][number]['kind'], Measure>>> = {
  number: 'count',
  rate: 'rate',
  seconds: 'seconds',
  change: 'change',
  points: 'points',
};

/** The numbers of an answer. */
export function AnswerTable({ table }: { table: Table }) {
  const say = useSay();
  const written = (cell: Cell) => (cell !== null && typeof cell === 'object' ? say(cell) : cell);
  const rows = table.rows.map((row, place) => ({ row, place }));
  const columns = table.columns.map(
    ({ key, title, kind }): Column<{ row: Table['rows'][number]; place: number }> => ({
      key,
      title: say(title),
      value: ({ row }) => written(row[key] ?? null),
      measure: measures[kind],
      ...(kind === 'day' && { width: 120 }),
    }),
  );
  return (
    <DataTable
      rows={rows}
      columns={columns}
      rowKey={({ place }) => String(place)}
      label={say(text.table)}
      maxHeight={440}
    />
  );
}
