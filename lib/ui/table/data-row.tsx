import type { KeyboardEvent, MouseEvent } from 'react';
import type { Language } from '#lib/core';
import type { NumberForm } from '../say/column-form.ts';
import { formatMeasureFull, missing } from '../say/format-number.ts';
import { useLanguage } from '../say/language.tsx';
import type { Column } from './column.ts';

interface Props<R> {
  readonly row: R;
  readonly index: number;
  readonly columns: readonly Column<R>[];
  /** How the counts of columns are written, by their keys. */
  readonly forms: ReadonlyMap<string, NumberForm>;
  readonly onRow?: (row: R) => void;
}

function written<R>(
  column: Column<R>,
  row: R,
  form: NumberForm | undefined,
  language: Language,
): { text: string; full: string } {
  const value = column.value(row);
  if (column.measure && typeof value !== 'string') {
    const full = formatMeasureFull(value, column.measure, language);
    return { text: form && value !== null ? form(value) : full, full };
  }
  const text = value === null || value === '' ? missing : String(value);
  return { text, full: text };
}

/** What is opened from a row, such as a menu, is no part of it; nor are its own buttons. */
function isOfRow({ currentTarget, target }: MouseEvent<HTMLTableRowElement>): boolean {
  if (!(target instanceof Element) || !currentTarget.contains(target)) return false;
  return target.closest('a, button, input, label') === null;
}

/** One row; with `onRow` it takes a click, Enter and the arrow keys. */
export function DataRow<R>({ row, index, columns, forms, onRow }: Props<R>) {
  const language = useLanguage();
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') onRow?.(row);
    const next = {
      ArrowDown: event.currentTarget.nextElementSibling,
      ArrowUp: event.currentTarget.previousElementSibling,
    }[event.key];
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <tr
      aria-rowindex={index + 2}
      className={onRow ? 'ui-table-link' : undefined}
      tabIndex={onRow ? 0 : undefined}
      onClick={onRow && ((event) => isOfRow(event) && onRow(row))}
      onKeyDown={onRow && onKeyDown}
    >
      {columns.map((column) => {
        const { text, full } = written(column, row, forms.get(column.key), language);
        return (
          <td
            key={column.key}
            className={column.measure ? 'ui-right' : undefined}
            title={column.render ? undefined : full}
          >
            {column.render ? column.render(row) : withAction(text, column.onCell?.(row))}
          </td>
        );
      })}
    </tr>
  );
}

function withAction(text: string, action: (() => void) | undefined) {
  if (!action) return text;
  return (
    <button type="button" className="ui-table-action" onClick={action}>
      {text}
    </button>
  );
}
