import { useMemo } from 'react';
import { BarChart } from '../../chart/bar-chart.tsx';
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
  return <BarChart label={label} data={data} measure={data.measure} onPoint={onRow && choose} />;
}

export const columns: ChartType = {
  title: { zh: '柱状图', en: 'Columns' },
  summary: {
    zh: '比较不多的几项，或不长的一段时间',
    en: 'to compare a few things, or a short stretch of time',
  },
  dimensions: { least: 1, most: 3 },
  measures: { least: 1, most: 10 },
  rows: { least: 1, most: 400 },
  Picture,
};
