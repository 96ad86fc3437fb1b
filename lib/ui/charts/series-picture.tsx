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
  readonly unit?: string;
  readonly across?: string;
  readonly onPoint?: (point: { readonly series: string; readonly index: number }) => void;
}

interface Props extends PictureProps {
  /** Leaves out what the figures are compared with: it is no part of them. */
  readonly withoutCompared?: boolean;
  readonly draw: (props: DrawingProps) => ReactNode;
}

/** A table as series over places, whatever draws them; says so where there are more than can be told apart. */
export function SeriesPicture({ table, label, onRow, withoutCompared = false, draw }: Props) {
  const language = useLanguage();
  const say = useSay();
  const data = useMemo(() => {
    const all = seriesOfTable(table, language);
    return withoutCompared ? { ...all, series: all.series.filter((one) => !one.comparedTo) } : all;
  }, [table, language, withoutCompared]);
  const choose = ({ series, index }: { series: string; index: number }) => {
    const one = data.series.find(({ key }) => key === series);
    const row = one?.rows[index] ?? -1;
    if (one && row >= 0) onRow?.(row, one.column);
  };
  const { measure, unit, across } = data;
  return (
    <>
      {draw({ label, data, measure, unit, across, ...(onRow && { onPoint: choose }) })}
      {data.left > 0 && <p className="ui-muted">{say(text.fewerSeries)}</p>}
    </>
  );
}
