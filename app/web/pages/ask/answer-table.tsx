import { useMemo } from 'react';
import { type Column, DataTable, type Measure, useSay } from '#lib/ui';
import type { Cell, Table } from '#loop/ask';
import type { Catalogue } from '#loop/condition';
import { entitler } from '../../door/entitle.ts';
import { text } from './text.ts';

const measures: Readonly<Partial<Record<Table['columns'][number]['kind'], Measure>>> = {
  number: 'count',
  rate: 'rate',
  seconds: 'seconds',
};

/** What stands for the group of all in a table. */
const EVERYBODY = '*';

/** The numbers of an answer. */
export function AnswerTable({ table, catalogue }: { table: Table; catalogue: Catalogue }) {
  const say = useSay();
  const named = useMemo(() => entitler(catalogue), [catalogue]);
  const written = (cell: Cell) => {
    if (typeof cell !== 'string') return cell;
    return cell === EVERYBODY ? say(text.everyone) : say(named({ zh: cell, en: cell }));
  };
  const rows = table.rows.map((row, place) => ({ row, place }));
  const columns = table.columns.map(
    ({ key, title, kind }): Column<{ row: Table['rows'][number]; place: number }> => ({
      key,
      title: say(named(title)),
      value: ({ row }) => written(row[key] ?? null),
      measure: measures[kind],
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
