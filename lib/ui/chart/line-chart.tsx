import { useMemo } from 'react';
import { useLanguage } from '../say/language.tsx';
import { useTokens } from '../theme/theme-provider.tsx';
import { shownSeries } from './axis.ts';
import { Chart, type ChartProps } from './chart.tsx';
import { isLabelled, type LineData, type LineLook, lineOption } from './line-option.ts';
import { SeriesLegend } from './series-legend.tsx';
import { useHidden } from './use-hidden.ts';

/** Which point of which series was chosen. */
export interface SeriesPoint {
  readonly series: string;
  readonly index: number;
}

type Frame = Pick<ChartProps, 'height' | 'label' | 'zoom' | 'ref'>;

interface Props extends Frame, Omit<LineLook, 'tokens' | 'language' | 'hidden'> {
  readonly data: LineData;
  readonly onPoint?: (point: SeriesPoint) => void;
}

/** The series whose value at a place is nearest to a height; comparisons count too. */
export function nearestSeries(data: LineData, index: number, value: number): string | undefined {
  let best: string | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const series of data.series) {
    const at = series.values[index];
    if (at === null || at === undefined) continue;
    if (Math.abs(at - value) >= distance) continue;
    distance = Math.abs(at - value);
    best = series.key;
  }
  return best;
}

/** Lines or areas over ordered places; a click anywhere takes the nearest point. */
export function LineChart({ data, onPoint, measure, unit, across, area, stacked, ...frame }: Props) {
  const tokens = useTokens();
  const language = useLanguage();
  const { hidden, onToggle, onIsolate } = useHidden(data.series);
  const option = useMemo(
    () => lineOption(data, { tokens, language, measure, unit, across, area, stacked, hidden }),
    [data, tokens, language, measure, unit, across, area, stacked, hidden],
  );
  const choose =
    onPoint &&
    (({ index, value }: { index: number; value: number }) => {
      const shown = { ...data, series: shownSeries(data.series, hidden) };
      const series = nearestSeries(shown, index, value);
      if (series !== undefined) onPoint({ series, index });
    });
  return (
    <>
      {!isLabelled(data.series) && (
        <SeriesLegend series={data.series} hidden={hidden} onToggle={onToggle} onIsolate={onIsolate} />
      )}
      <Chart {...frame} option={option} onPoint={choose} />
    </>
  );
}
