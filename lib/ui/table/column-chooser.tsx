import { TableOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Floating } from '../control/floating.tsx';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import type { Column } from './column.ts';

interface Props<R> {
  readonly columns: readonly Column<R>[];
  readonly hidden: ReadonlySet<string>;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
}

/** Which columns stand in the table; the first always does. */
export function ColumnChooser<R>({ columns, hidden, onHidden }: Props<R>) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    onHidden(next);
  };
  return (
    <Floating
      open={open}
      onOpen={setOpen}
      right
      content={
        <ul className="ui-columns">
          {columns.slice(1).map((column) => (
            <li key={column.key}>
              <label>
                <input
                  type="checkbox"
                  checked={!hidden.has(column.key)}
                  onChange={() => toggle(column.key)}
                />
                {column.title}
              </label>
            </li>
          ))}
        </ul>
      }
    >
      <Button size="small" type="text" icon={<TableOutlined />} aria-haspopup="dialog" aria-expanded={open}>
        {say(text.columns)}
      </Button>
    </Floating>
  );
}
