import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Language } from '#lib/core';
import { columnForm } from '../say/column-form.ts';
import { useLanguage, useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { EmptyState } from '../state/empty-state.tsx';
import { useNarrow } from '../theme/theme-provider.tsx';
import { type Column, nextOrder, type Order, ordered } from './column.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { DataRow } from './data-row.tsx';
import { HeadCell } from './head-cell.tsx';
import './data-table.css';

interface Props<R> {
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  readonly rowKey: (row: R) => string;
  readonly label: string;
  readonly onRow?: (row: R) => void;
  /** Given together, the order is the owner's business (the server sorts); else the table sorts. */
  readonly order?: Order;
  readonly onOrder?: (order: Order | undefined) => void;
  readonly initialOrder?: Order;
  readonly maxHeight?: number;
  readonly empty?: ReactNode;
  /** Lets the reader choose columns. */
  readonly chooser?: boolean;
  /** Stands left above the table. */
  readonly toolbar?: ReactNode;
  /** Called when the last rows come into sight, to fetch more. */
  readonly onEnd?: () => void;
}

/** What a finger hits is 44 px high. */
const heights = { row: 40, rowOnPhone: 44 };

/** Rows and columns: thousands stay light, the head stays in sight, numbers line up. */
export function DataTable<R>(props: Props<R>) {
  const {
    rows,
    columns,
    rowKey,
    label,
    onRow,
    onOrder,
    maxHeight = 560,
    empty,
    chooser,
    toolbar,
    onEnd,
  } = props;
  const say = useSay();
  const rowHeight = useNarrow() ? heights.rowOnPhone : heights.row;
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState(props.initialOrder);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(columns.filter((column) => column.hidden).map((column) => column.key)),
  );
  const order = onOrder ? props.order : own;
  const shown = columns.filter((column) => !hidden.has(column.key));
  const sorted = useMemo(() => (onOrder ? rows : ordered(rows, columns, own)), [rows, columns, own, onOrder]);
  const forms = useMemo(() => formsOf(rows, columns, language), [rows, columns, language]);
  const list = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    initialRect: { width: 800, height: maxHeight },
  });
  const items = list.getVirtualItems();
  const last = items.at(-1);
  const before = items[0]?.start ?? 0;
  const after = list.getTotalSize() - (last?.end ?? 0);
  const atEnd = last !== undefined && last.index >= sorted.length - 1;
  useEffect(() => {
    if (atEnd && sorted.length > 0) onEnd?.();
  }, [atEnd, sorted.length, onEnd]);

  const sort = (column: Column<R>) =>
    (onOrder ?? setOwn)(nextOrder(order, column.key, column.measure !== undefined));
  return (
    <div className="ui-table">
      {(toolbar || chooser) && (
        <div className="ui-table-bar">
          {toolbar}
          {chooser && <ColumnChooser columns={columns} hidden={hidden} onHidden={setHidden} />}
        </div>
      )}
      <div ref={box} className="ui-table-box" style={{ maxHeight }}>
        <table aria-label={label} aria-rowcount={sorted.length + 1}>
          <colgroup>
            {shown.map((column) => (
              <col key={column.key} style={{ width: column.width ?? (column.measure ? 120 : 180) }} />
            ))}
          </colgroup>
          <thead className={rows.length === 0 ? 'ui-hidden' : undefined}>
            <tr>
              {shown.map((column) => (
                <HeadCell key={column.key} column={column} order={order} onSort={() => sort(column)} />
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <tr aria-hidden style={{ height: before }} />}
            {items.map(({ index }) => {
              const row = sorted[index];
              return row === undefined ? null : (
                <DataRow
                  key={rowKey(row)}
                  row={row}
                  index={index}
                  columns={shown}
                  forms={forms}
                  onRow={onRow}
                />
              );
            })}
            {after > 0 && <tr aria-hidden style={{ height: after }} />}
          </tbody>
        </table>
        {rows.length === 0 && (empty ?? <EmptyState picture="table" title={say(text.noMatch)} />)}
      </div>
    </div>
  );
}

/** The form that the counts of each column share. */
function formsOf<R>(rows: readonly R[], columns: readonly Column<R>[], language: Language) {
  const counts = columns.filter(({ measure }) => measure === 'count');
  return new Map(
    counts.map(({ key, value }) => {
      const numbers = rows.map(value).filter((one) => typeof one !== 'string');
      return [key, columnForm(numbers, language)] as const;
    }),
  );
}
