import { BarChart } from '../../chart/bar-chart.tsx';
import type { ChartType } from '../chart.ts';
import { SeriesPicture } from '../series-picture.tsx';
import { addsUp } from '../totals-of-table.ts';

export const stacked: ChartType = {
  title: { zh: '堆积图', en: 'Stacked' },
  summary: {
    zh: '看整体由哪些部分组成，随时间怎么变',
    en: 'for what a whole is made of, over time',
  },
  sign: 'M3 13V9M3 7V5M8 13V7M8 5V2M13 13v-3M13 8V4',
  dimensions: { least: 1, most: 3 },
  measures: { least: 1, most: 1000 },
  rows: { least: 2, most: 5000 },
  suits: addsUp,
  Picture: (props) => (
    <SeriesPicture {...props} withoutCompared draw={(drawn) => <BarChart {...drawn} layout="stack" />} />
  ),
};
