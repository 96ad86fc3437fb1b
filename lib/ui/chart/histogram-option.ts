import type { EChartsOption } from 'echarts';
import { formatFull, formatMeasure, formatMeasureFull, formatRate } from '../say/format-number.ts';
import { baseOption, type Look, valueAxis } from './axis.ts';
import { tipHtml, tooltip } from './tip.ts';

/** A bin holds `from` ≤ value < `to`; `to` of the last may be null for "and more". */
export interface Bin {
  readonly from: number;
  readonly to: number | null;
  readonly count: number;
}

export interface HistogramData {
  readonly bins: readonly Bin[];
  /** What the counts count, for the tip: people, orders. */
  readonly counted: string;
  readonly marks?: readonly { value: number; name: string }[];
}

/** Where a value falls on an axis on which every bin is 1 wide. */
export function placeIn(bins: readonly Bin[], value: number): number {
  const at = bins.findIndex((bin) => bin.to === null || value < bin.to);
  const bin = bins[at];
  if (!bin) return bins.length;
  const width = bin.to === null ? 0 : bin.to - bin.from;
  return at + (width > 0 ? Math.max(0, (value - bin.from) / width) : 0.5);
}

/** Names of marks stand one above the other, however close the marks are. */
const LABEL_HEIGHT = 16;

/** A distribution: touching bars over bins of `look.measure`, with marks such as the median. */
export function histogramOption(data: HistogramData, look: Look): EChartsOption {
  const { tokens, language, measure } = look;
  const { bins, marks = [] } = data;
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  const write = (value: number) => formatMeasure(value, measure, language);
  const title = (bin: Bin) =>
    bin.to === null ? `≥ ${write(bin.from)}` : `${write(bin.from)} – ${write(bin.to)}`;
  const places = bins.map((bin) => (bin.to === null ? `≥ ${write(bin.from)}` : write(bin.from)));
  return {
    ...baseOption(language),
    grid: {
      left: 4,
      right: 16,
      top: 24 + LABEL_HEIGHT * marks.length,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: tooltip(tokens, 'shadow', (index) => {
      const bin = bins[index];
      if (!bin) return '';
      const note = formatRate(total === 0 ? null : bin.count / total);
      return tipHtml(title(bin), [{ colour: 0, name: data.counted, value: formatFull(bin.count), note }]);
    }),
    xAxis: [
      { type: 'category', data: places, axisLabel: { hideOverlap: true } },
      { type: 'value', min: 0, max: bins.length, show: false },
    ],
    yAxis: valueAxis({ ...look, measure: 'count' }),
    series: [
      {
        type: 'bar',
        id: 'bins',
        barCategoryGap: '4%',
        color: tokens.categories[0],
        itemStyle: { borderRadius: [2, 2, 0, 0] },
        emphasis: { itemStyle: { opacity: 0.85 } },
        data: bins.map((bin) => bin.count),
      },
      {
        type: 'line',
        id: 'marks',
        xAxisIndex: 1,
        data: [],
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: tokens.ink, type: 'solid', width: 1 },
          label: { color: tokens.ink, fontSize: 12, formatter: ({ name }) => name ?? '' },
          data: marks.map((mark, i) => ({
            label: { distance: 6 + LABEL_HEIGHT * i },
            xAxis: placeIn(bins, mark.value),
            name: `${mark.name} ${formatMeasureFull(mark.value, measure, language)}`,
          })),
        },
      },
    ],
  };
}
