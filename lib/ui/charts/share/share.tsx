import { BarChart } from '../../chart/bar-chart.tsx';
import type { ChartType } from '../chart.ts';
import { SeriesPicture } from '../series-picture.tsx';
import { addsUp } from '../totals-of-table.ts';

export const share: ChartType = {
  title: { zh: '百分比堆积图', en: '100% stacked' },
  summary: {
    zh: '看各部分的占比怎么变，不看总量',
    en: 'for how the shares of parts change, whatever their sum',
  },
  sign: 'M3 13V8M3 6V2M8 13v-3M8 8V2M13 13V6M13 4V2',
  dimensions: { least: 1, most: 3 },
  measures: { least: 1, most: 1000 },
  rows: { least: 2, most: 5000 },
  suits: addsUp,
  Picture: (props) => (
    <SeriesPicture {...props} withoutCompared draw={(drawn) => <BarChart {...drawn} layout="share" />} />
  ),
};
