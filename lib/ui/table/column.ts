import type { ReactNode } from 'react';
import type { Measure } from '../say/format-number.ts';

export type Cell = string | number | null;

/** A column of a table of `R`. */
export interface Column<R> {
  readonly key: string;
  readonly title: string;
  /** What is sorted by, and shown when nothing else renders. */
  readonly value: (row: R) => Cell;
  /** A number of this measure: right-aligned, full on hover. */
  readonly measure?: Measure;
  readonly render?: (row: R) => ReactNode;
  /** What a click on its cell in a row does; nothing where there is nothing to do. */
  readonly onCell?: (row: R) => (() => void) | undefined;
  readonly width?: number;
  readonly sortable?: boolean;
  /** Not shown until the reader asks for it. */
  readonly hidden?: boolean;
}

export interface Order {
  readonly key: string;
  readonly down: boolean;
}

const collator = new Intl.Collator(['zh-CN', 'en'], { numeric: true });

function compare(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

/** The rows in an order; rows without a value always stand last. */
export function ordered<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  order: Order | undefined,
): readonly R[] {
  const column = columns.find((one) => one.key === order?.key);
  if (!order || !column) return rows;
  const sign = order.down ? -1 : 1;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return sign * compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

/** The order after a click on a head: numbers start with the largest, a second click turns, a third lets go. */
export function nextOrder(order: Order | undefined, key: string, numeric: boolean): Order | undefined {
  if (order?.key !== key) return { key, down: numeric };
  return order.down === numeric ? { key, down: !order.down } : undefined;
}
