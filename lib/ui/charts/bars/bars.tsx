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
  return (
    <BarChart label={label} data={data} measure={data.measure} direction="rows" onPoint={onRow && choose} />
  );
}

export const bars: ChartType = {
  title: { zh: '条形图', en: 'Bars' },
  summary: {
    zh: '比较名称较长的几项',
    en: 'to compare things with long names',
  },
  dimensions: { least: 1, most: 3 },
  measures: { least: 1, most: 10 },
  rows: { least: 1, most: 60 },
  Picture,
};
