import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import type { Column, Order } from './column.ts';

interface Props<R> {
  readonly column: Column<R>;
  readonly order: Order | undefined;
  readonly onSort: () => void;
}

/** The head of a column; a click sorts by it. */
export function HeadCell<R>({ column, order, onSort }: Props<R>) {
  const say = useSay();
  const down = order?.key === column.key ? order.down : undefined;
  const sort = down === undefined ? undefined : down ? 'descending' : 'ascending';
  // a column of buttons has no name to see
  const name = column.title ? (
    <span className="ui-ellipsis">{column.title}</span>
  ) : (
    <span className="ui-hidden">{say(text.actions)}</span>
  );
  return (
    <th
      scope="col"
      className={column.measure ? 'ui-right' : undefined}
      aria-sort={sort}
      title={column.title || undefined}
    >
      {column.sortable === false ? (
        name
      ) : (
        <button type="button" className="ui-plain" onClick={onSort}>
          {name}
          <span className="ui-table-arrow" aria-hidden>
            {down === undefined ? '' : down ? '↓' : '↑'}
          </span>
          {down !== undefined && <span className="ui-hidden">{say(down ? text.sortDown : text.sortUp)}</span>}
        </button>
      )}
    </th>
  );
}
