import { LineChart } from '../../chart/line-chart.tsx';
import type { ChartType } from '../chart.ts';
import { SeriesPicture } from '../series-picture.tsx';

export const line: ChartType = {
  title: { zh: '折线图', en: 'Line' },
  summary: {
    zh: '看随时间或顺序的变化',
    en: 'for change over time or along an order',
  },
  sign: 'M2 12l4-5 3 3 5-6',
  dimensions: { least: 1, most: 3 },
  measures: { least: 1, most: 1000 },
  rows: { least: 2, most: 5000 },
  Picture: (props) => <SeriesPicture {...props} draw={(drawn) => <LineChart {...drawn} zoom />} />,
};
