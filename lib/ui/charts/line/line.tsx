import { useMemo } from 'react';
import { LineChart } from '../../chart/line-chart.tsx';
import { useLanguage } from '../../say/language.tsx';
import type { ChartType, PictureProps } from '../chart.ts';
import { seriesOfTable } from '../series-of-table.ts';

function Picture({ table, label, onRow }: PictureProps) {
  const language = useLanguage();
  const data = useMemo(() => seriesOfTable(table, language), [table, language]);
  const choose = ({ series, index }: { series: string; index: number }) => {
    const row = data.series.find(({ key }) => key === series)?.rows[index] ?? -1;
    if (row >= 0) onRow?.(row);
  };
  return <LineChart label={label} data={data} measure={data.measure} onPoint={onRow && choose} />;
}

export const line: ChartType = {
  title: { zh: '折线图', en: 'Line' },
  summary: {
    zh: '看随时间或顺序的变化',
    en: 'for change over time or along an order',
  },
  dimensions: { least: 1, most: 3 },
  measures: { least: 1, most: 10 },
  rows: { least: 2, most: 5000 },
  Picture,
};
