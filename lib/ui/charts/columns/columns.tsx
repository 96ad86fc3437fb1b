import { BarChart } from '../../chart/bar-chart.tsx';
import type { ChartType } from '../chart.ts';
import { SeriesPicture } from '../series-picture.tsx';

export const columns: ChartType = {
  title: { zh: '柱状图', en: 'Columns' },
  summary: {
    zh: '比较不多的几项，或不长的一段时间',
    en: 'to compare a few things, or a short stretch of time',
  },
  sign: 'M3 13V8M8 13V3M13 13V6',
  dimensions: { least: 1, most: 3 },
  measures: { least: 1, most: 1000 },
  rows: { least: 1, most: 400 },
  Picture: (props) => <SeriesPicture {...props} draw={(drawn) => <BarChart {...drawn} />} />,
};
