import { useMemo } from 'react';
import { useLanguage } from '../say/language.tsx';
import { useTokens } from '../theme/theme-provider.tsx';
import { type BarData, type BarLook, barOption } from './bar-option.ts';
import { Chart, type ChartProps } from './chart.tsx';
import type { SeriesPoint } from './line-chart.tsx';
import type { ChartPoint } from './use-chart-clicks.ts';

interface Props extends Pick<ChartProps, 'height' | 'label' | 'ref'>, Omit<BarLook, 'tokens' | 'language'> {
  readonly data: BarData;
  readonly onPoint?: (point: SeriesPoint) => void;
}

/** Bars from zero over places; as rows its height follows the number of places unless given. */
export function BarChart({ data, onPoint, measure, unit, layout, direction, height, ...frame }: Props) {
  const tokens = useTokens();
  const language = useLanguage();
  const option = useMemo(
    () => barOption(data, { tokens, language, measure, unit, layout, direction }),
    [data, tokens, language, measure, unit, layout, direction],
  );
  const rows = direction === 'rows';
  const perPlace = layout === 'side' || !layout ? Math.max(28, data.series.length * 16 + 12) : 28;
  const only = data.series.length === 1 ? data.series[0]?.key : undefined;
  const choose =
    onPoint &&
    (({ index, series = only }: ChartPoint) => {
      if (series !== undefined) onPoint({ series, index });
    });
  return (
    <Chart
      {...frame}
      height={height ?? (rows ? data.places.length * perPlace + 64 : undefined)}
      option={option}
      onPoint={choose}
      rows={rows}
    />
  );
}
