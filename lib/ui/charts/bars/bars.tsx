import { BarChart } from '../../chart/bar-chart.tsx';
import type { ChartType } from '../chart.ts';
import { SeriesPicture } from '../series-picture.tsx';
import { countTotals, hasTotals } from '../totals-of-table.ts';
import { TotalsPicture } from '../totals-picture.tsx';

/** More rows than these are no picture any more. */
const MOST_ROWS = 60;

export const bars: ChartType = {
  title: { zh: '条形图', en: 'Bars' },
  summary: {
    zh: '比较名称较长的几项；按时间的取合计',
    en: 'to compare things with long names; of periods their totals',
  },
  sign: 'M3 3h10M3 8h6M3 13h8',
  dimensions: { least: 1, most: 3 },
  measures: { least: 1, most: 1000 },
  rows: { least: 1, most: 5000 },
  suits: (table) => (hasTotals(table) ? countTotals(table) : table.rows.length) <= MOST_ROWS,
  Picture: (props) =>
    hasTotals(props.table) ? (
      <TotalsPicture
        {...props}
        draw={({ totals, measure, title, label, onTotal }) => (
          <BarChart
            label={label}
            measure={measure}
            direction="rows"
            data={{
              places: totals.map(({ name }) => name),
              series: [{ key: 'total', name: title ?? label, values: totals.map(({ value }) => value) }],
            }}
            {...(onTotal && { onPoint: ({ index }) => onTotal(index) })}
          />
        )}
      />
    ) : (
      <SeriesPicture {...props} draw={(drawn) => <BarChart {...drawn} direction="rows" />} />
    ),
};
