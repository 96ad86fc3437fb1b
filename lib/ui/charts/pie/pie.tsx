import { Pie } from '../../mark/pie.tsx';
import type { ChartType } from '../chart.ts';
import { addsUp, countTotals, hasTotals } from '../totals-of-table.ts';
import { TotalsPicture } from '../totals-picture.tsx';

export const pie: ChartType = {
  title: { zh: '饼图', en: 'Pie' },
  summary: {
    zh: '看整段时间里各部分占多少',
    en: 'for how much each part is of the whole span',
  },
  sign: 'M8 2a6 6 0 1 0 6 6H8zM11 2v3h3',
  dimensions: { least: 1, most: 3 },
  measures: { least: 1, most: 1000 },
  rows: { least: 2, most: 5000 },
  suits: (table) => addsUp(table) && hasTotals(table) && countTotals(table) > 1,
  Picture: (props) => (
    <TotalsPicture
      {...props}
      draw={({ totals, measure, label, onTotal }) => (
        <Pie parts={totals} measure={measure} label={label} onPart={onTotal} />
      )}
    />
  ),
};
