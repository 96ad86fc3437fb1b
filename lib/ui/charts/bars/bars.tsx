import { BarChart } from '../../chart/bar-chart.tsx';
import type { ChartType } from '../chart.ts';
import { SeriesPicture } from '../series-picture.tsx';

export const bars: ChartType = {
  title: { zh: '条形图', en: 'Bars' },
  summary: {
    zh: '比较名称较长的几项',
    en: 'to compare things with long names',
  },
  dimensions: { least: 1, most: 3 },
  measures: { least: 1, most: 1000 },
  rows: { least: 1, most: 60 },
  Picture: (props) => <SeriesPicture {...props} draw={(drawn) => <BarChart {...drawn} direction="rows" />} />,
};
