import { type ReactNode, useMemo } from 'react';
import { useLanguage, useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import type { PictureProps } from './chart.ts';
import { type SeriesOfTable, seriesOfTable } from './series-of-table.ts';

/** What draws series over places. */
export interface DrawingProps {
  readonly label: string;
  readonly data: SeriesOfTable;
  readonly measure: SeriesOfTable['measure'];
  readonly onPoint?: (point: { readonly series: string; readonly index: number }) => void;
}

interface Props extends PictureProps {
  readonly draw: (props: DrawingProps) => ReactNode;
}

/** A table as series over places, whatever draws them; says so where there are more than can be told apart. */
export function SeriesPicture({ table, label, onRow, draw }: Props) {
  const language = useLanguage();
  const say = useSay();
  const data = useMemo(() => seriesOfTable(table, language), [table, language]);
  const choose = ({ series, index }: { series: string; index: number }) => {
    const row = data.series.find(({ key }) => key === series)?.rows[index] ?? -1;
    if (row >= 0) onRow?.(row);
  };
  return (
    <>
      {draw({ label, data, measure: data.measure, ...(onRow && { onPoint: choose }) })}
      {data.left > 0 && <p className="ui-muted">{say(text.fewerSeries)}</p>}
    </>
  );
}
