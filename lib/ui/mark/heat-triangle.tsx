import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { formOf } from '../say/column-form.ts';
import { formatFull, type Measure } from '../say/format-number.ts';
import { useLanguage, useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { useNarrow } from '../theme/theme-provider.tsx';
import { HeatCells } from './heat-cells.tsx';
import { HeatKey } from './heat-key.tsx';
import { cellLines, deepest, type HeatData, type HeatRow, nextCell } from './heat-scale.ts';
import { HoverTip, useHoverTip } from './hover-tip.tsx';
import './heat-triangle.css';

interface Props {
  readonly data: HeatData;
  readonly measure: Measure;
  /** What the picture says, for readers who cannot see it. */
  readonly label: string;
  /** What the rows are: 首日, cohort. */
  readonly rowHead: string;
  /** What the second column counts; 人数, n when not given. */
  readonly sizeHead?: string;
  readonly maxHeight?: number;
  /** `row` is the row's key; the pooled row has its own. */
  readonly onCell?: (cell: { row: string; column: string }) => void;
}

/** What a finger hits is 44 px high. */
const heights = { row: 34, rowOnPhone: 46 };

/** Cohorts down, periods across: a table one can read across the room and walk with the arrow keys. */
export function HeatTriangle({ data, measure, label, rowHead, sizeHead, maxHeight = 620, onCell }: Props) {
  const say = useSay();
  const language = useLanguage();
  const rowHeight = useNarrow() ? heights.rowOnPhone : heights.row;
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<readonly [number, number]>([data.pooled ? -1 : 0, 0]);
  const most = useMemo(() => deepest(data), [data]);
  const [write, writeSize] = useMemo(() => {
    const lines = data.pooled ? [data.pooled, ...data.rows] : data.rows;
    const values = lines.flatMap(({ cells }) => cells.map((cell) => cell?.value));
    const sizes = lines.map(({ size }) => size);
    return [formOf(values, measure, language), formOf(sizes, 'count', language)];
  }, [data, measure, language]);
  const rows = useVirtualizer({
    count: data.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 800, height: maxHeight },
  });
  const items = rows.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  const tip = useHoverTip((at) => {
    const [row, column] = at.split(',').map(Number) as [number, number];
    const line = row < 0 ? data.pooled : data.rows[row];
    return line ? cellLines(data, line, column, measure, language) : [];
  });

  const walk = (event: KeyboardEvent) => {
    const next = nextCell(data, active, event.key);
    if (!next) return;
    event.preventDefault();
    setActive(next);
    if (next[0] >= 0) rows.scrollToIndex(next[0]);
    const find = () => box.current?.querySelector<HTMLElement>(`[data-at="${next[0]},${next[1]}"]`);
    // A row far away is only there after the scroll.
    (find() ?? { focus: () => requestAnimationFrame(() => find()?.focus()) }).focus();
  };
  const line = (row: HeatRow, index: number) => (
    <tr
      key={row.key}
      className={index < 0 ? 'ui-heat-pooled' : undefined}
      aria-rowindex={index + 2 + (data.pooled ? 1 : 0)}
    >
      <th scope="row" className="ui-heat-label" title={row.label}>
        <span className="ui-ellipsis">{row.label}</span>
        {row.hint && <small>{row.hint}</small>}
      </th>
      <td className="ui-heat-size" title={formatFull(row.size)}>
        {writeSize(row.size)}
      </td>
      <HeatCells
        data={data}
        row={row}
        index={index}
        most={most}
        write={write}
        measure={measure}
        active={active[0] === index ? active[1] : -1}
        onChoose={onCell && ((column) => onCell({ row: row.key, column }))}
      />
    </tr>
  );
  return (
    <figure className="ui-heat">
      <div ref={box} className="ui-heat-box" onScroll={tip.hide} style={{ maxHeight }}>
        <table
          aria-label={label}
          aria-rowcount={data.rows.length + 1 + (data.pooled ? 1 : 0)}
          onKeyDown={walk}
          onFocus={(event) => {
            const at = (event.target as HTMLElement).dataset.at?.split(',').map(Number);
            if (at) setActive([at[0] ?? 0, at[1] ?? 0]);
          }}
          {...tip.listeners}
        >
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" className="ui-heat-label">
                {rowHead}
              </th>
              <th scope="col" className="ui-heat-size">
                {sizeHead ?? say(text.size)}
              </th>
              {data.columns.map((column) => (
                <th key={column.key} scope="col" title={column.title}>
                  {column.label}
                </th>
              ))}
            </tr>
            {data.pooled && line(data.pooled, -1)}
          </thead>
          <tbody>
            {before > 0 && <tr aria-hidden style={{ height: before }} />}
            {items.map((item) => {
              const row = data.rows[item.index];
              return row && line(row, item.index);
            })}
            {after > 0 && <tr aria-hidden style={{ height: after }} />}
          </tbody>
        </table>
      </div>
      <HeatKey most={most} measure={data.shadedBy ?? measure} />
      <HoverTip {...tip.state} />
    </figure>
  );
}
