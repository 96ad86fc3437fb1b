import type { Measure } from '../say/format-number.ts';
import { useLanguage } from '../say/language.tsx';
import { useTokens } from '../theme/theme-provider.tsx';
import { cellLines, type HeatData, type HeatRow, heatColours, shadeOf } from './heat-scale.ts';

interface Props {
  readonly data: HeatData;
  readonly row: HeatRow;
  readonly index: number;
  readonly most: number;
  /** How values are written, all of them alike. */
  readonly write: (value: number | null) => string;
  readonly measure: Measure;
  /** The column the Tab key reaches, -1 when none of this row. */
  readonly active: number;
  readonly onChoose?: (column: string) => void;
}

/** The coloured cells of one row of a heat triangle. */
export function HeatCells({ data, row, index, most, write, measure, active, onChoose }: Props) {
  const { sequence } = useTokens();
  const language = useLanguage();
  return data.columns.map((column, i) => {
    const cell = row.cells[i];
    if (!cell || cell.value === null) return <td key={column.key} className="ui-heat-none" />;
    const style = i < (data.scaleFrom ?? 0) ? undefined : heatColours(sequence, shadeOf(cell), most);
    return (
      <td key={column.key}>
        <button
          type="button"
          className={cell.open ? 'ui-heat-cell ui-heat-open' : 'ui-heat-cell'}
          style={style}
          data-at={`${index},${i}`}
          tabIndex={active === i ? 0 : -1}
          aria-label={cellLines(data, row, i, measure, language).join(', ')}
          aria-disabled={onChoose ? undefined : true}
          onClick={() => onChoose?.(column.key)}
        >
          {write(cell.value)}
        </button>
      </td>
    );
  });
}
