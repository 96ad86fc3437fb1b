import { useMemo } from 'react';
import { useLanguage } from '../say/language.tsx';
import { useTokens } from '../theme/theme-provider.tsx';
import { shownSeries } from './axis.ts';
import { type BarData, type BarLook, barOption } from './bar-option.ts';
import { Chart, type ChartProps } from './chart.tsx';
import type { SeriesPoint } from './line-chart.tsx';
import { SeriesLegend } from './series-legend.tsx';
import type { ChartPoint } from './use-chart-clicks.ts';
import { useHidden } from './use-hidden.ts';

type Frame = Pick<ChartProps, 'height' | 'label' | 'ref'>;

interface Props extends Frame, Omit<BarLook, 'tokens' | 'language' | 'hidden'> {
  readonly data: BarData;
  readonly onPoint?: (point: SeriesPoint) => void;
}

/** Bars from zero over places; as rows its height follows the number of places unless given. */
export function BarChart(props: Props) {
  const { data, onPoint, measure, unit, across, layout, direction, height, ...frame } = props;
  const tokens = useTokens();
  const language = useLanguage();
  const { hidden, onToggle, onIsolate } = useHidden(data.series);
  const option = useMemo(
    () => barOption(data, { tokens, language, measure, unit, across, layout, direction, hidden }),
    [data, tokens, language, measure, unit, across, layout, direction, hidden],
  );
  const rows = direction === 'rows';
  const shown = shownSeries(data.series, hidden);
  const perPlace = layout === 'side' || !layout ? Math.max(28, shown.length * 16 + 12) : 28;
  const only = shown.length === 1 ? shown[0]?.key : undefined;
  const choose =
    onPoint &&
    (({ index, series = only }: ChartPoint) => {
      if (series !== undefined) onPoint({ series, index });
    });
  return (
    <>
      {data.series.length > 1 && (
        <SeriesLegend series={data.series} hidden={hidden} onToggle={onToggle} onIsolate={onIsolate} />
      )}
      <Chart
        {...frame}
        height={height ?? (rows ? data.places.length * perPlace + 64 : undefined)}
        option={option}
        onPoint={choose}
        rows={rows}
      />
    </>
  );
}
