import { useMemo } from 'react';
import type { Measure } from '../say/format-number.ts';
import { useLanguage } from '../say/language.tsx';
import { useTokens } from '../theme/theme-provider.tsx';
import { Chart, type ChartProps } from './chart.tsx';
import { type HistogramData, histogramOption } from './histogram-option.ts';

interface Props extends Pick<ChartProps, 'height' | 'label' | 'ref'> {
  readonly data: HistogramData;
  /** What the bins measure. */
  readonly measure: Measure;
  readonly unit?: string;
  readonly onBin?: (index: number) => void;
}

/** A distribution over bins. */
export function Histogram({ data, measure, unit, onBin, ...frame }: Props) {
  const tokens = useTokens();
  const language = useLanguage();
  const option = useMemo(
    () => histogramOption(data, { tokens, language, measure, unit }),
    [data, tokens, language, measure, unit],
  );
  return <Chart {...frame} option={option} onPoint={onBin && (({ index }) => onBin(index))} />;
}
