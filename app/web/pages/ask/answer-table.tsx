import { type ReactNode, useMemo, useState } from 'react';
import type { PointPart, Table } from '#lib/core';
import { DataTable, Pill, useSay } from '#lib/ui';
import { longColumns, wideColumns } from './answer-columns.ts';
import { text } from './text.ts';
import { figuresOf, isWide, wideTable } from './wide-table.ts';

interface Props {
  readonly table: Table;
  /** Opens the people behind a figure; `title` says in words who they are. */
  readonly onPoint: (point: PointPart, title: string) => void;
}

/** The numbers of an answer; behind those that have people, the people. */
export function AnswerTable({ table, onPoint }: Props) {
  const say = useSay();
  const [layout, setLayout] = useState<'wide' | 'long'>('wide');
  if (!isWide(table)) return <Long table={table} onPoint={onPoint} />;
  const choice = (
    <Pill
      value={layout}
      options={[
        { value: 'wide', label: say(text.wide) },
        { value: 'long', label: say(text.long) },
      ]}
      label={say(text.layout)}
      onChange={(next) => setLayout(next === 'long' ? 'long' : 'wide')}
    />
  );
  const Laid = layout === 'wide' ? Wide : Long;
  return <Laid table={table} onPoint={onPoint} choice={choice} />;
}

interface LaidProps extends Props {
  readonly choice?: ReactNode;
}

const HEIGHT = 440;
/** Fewer columns need not be chosen from. */
const MANY_COLUMNS = 4;

/** A row a row of the table. */
function Long({ table, onPoint, choice }: LaidProps) {
  const say = useSay();
  const rows = useMemo(() => table.rows.map((cells, at) => ({ cells, at })), [table]);
  const columns = useMemo(() => longColumns(table, say, onPoint), [table, say, onPoint]);
  return (
    <DataTable
      key="long"
      rows={rows}
      columns={columns}
      rowKey={({ at }) => String(at)}
      label={say(text.table)}
      maxHeight={HEIGHT}
      chooser={columns.length >= MANY_COLUMNS}
      toolbar={choice}
    />
  );
}

/** A row a group, a column a period, of one figure. */
function Wide({ table, onPoint, choice }: LaidProps) {
  const say = useSay();
  const figures = figuresOf(table);
  const [key, setKey] = useState<string>();
  const figure = figures.find((one) => one.key === key) ?? figures[0]!;
  const wide = useMemo(() => wideTable(table, figure), [table, figure]);
  const columns = useMemo(() => wideColumns(wide, say, onPoint), [wide, say, onPoint]);
  return (
    <DataTable
      key={`wide ${figure.key}`}
      rows={wide.rows}
      columns={columns}
      rowKey={({ names }) => JSON.stringify(names)}
      label={say(text.table)}
      maxHeight={HEIGHT}
      chooser
      toolbar={
        <>
          {choice}
          {figures.length > 1 && (
            <Pill
              value={figure.key}
              options={figures.map((one) => ({ value: one.key, label: say(one.title) }))}
              label={say(text.figure)}
              onChange={setKey}
            />
          )}
        </>
      }
    />
  );
}
