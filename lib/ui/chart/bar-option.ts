import type { BarSeriesOption, EChartsOption } from 'echarts';
import { formatMeasure, formatMeasureFull, formatRate } from '../say/format-number.ts';
import { text } from '../say/text.ts';
import {
  ACROSS_HEIGHT,
  acrossName,
  baseOption,
  colourOf,
  cutText,
  type Look,
  shownSeries,
  textWidth,
  valueAxis,
  wholeScale,
} from './axis.ts';
import { hatching } from './line-option.ts';
import { type TipRow, tipHtml, tooltip } from './tip.ts';

export interface BarSeries {
  readonly key: string;
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly n?: readonly (number | null)[];
  readonly other?: boolean;
  readonly comparedTo?: string;
}

export interface BarData {
  readonly places: readonly string[];
  readonly titles?: readonly string[];
  readonly series: readonly BarSeries[];
  readonly openFrom?: number;
}

export interface BarLook extends Look {
  /** Side by side, on top of each other, or as shares of 100 %. */
  readonly layout?: 'side' | 'stack' | 'share';
  readonly direction?: 'columns' | 'rows';
}

function totals({ places, series }: BarData): number[] {
  return places.map((_, i) => series.reduce((sum, one) => sum + (one.values[i] ?? 0), 0));
}

/** The same data with every value as its share of its place. */
export function asShares(data: BarData): BarData {
  const sums = totals(data);
  const share = (value: number | null, i: number) => (value === null || !sums[i] ? null : value / sums[i]);
  return { ...data, series: data.series.map((one) => ({ ...one, values: one.values.map(share) })) };
}

/** The place of a series in the palette, among all there are; -1 for "everything else". */
function paletteOf({ series }: BarData): (one: BarSeries) => number {
  const mains = series.filter((one) => !one.other && !one.comparedTo);
  return (one) => mains.findIndex((main) => main.key === (one.comparedTo ?? one.key));
}

function bars(data: BarData, shown: BarData, look: BarLook): BarSeriesOption[] {
  const { tokens, layout = 'side', direction = 'columns' } = look;
  const single = data.series.length === 1;
  const place = paletteOf(data);
  return shown.series.map((one) => {
    const index = place(one);
    const colour = colourOf(tokens.categories, index, tokens, index < 0);
    return {
      type: 'bar',
      id: one.key,
      name: one.name,
      stack: layout === 'side' ? undefined : 'all',
      barMaxWidth: direction === 'rows' ? 20 : 48,
      barGap: '12%',
      barCategoryGap: direction === 'rows' ? '36%' : '28%',
      color: colour,
      itemStyle: {
        borderRadius: layout !== 'side' ? 0 : direction === 'rows' ? [0, 3, 3, 0] : [3, 3, 0, 0],
        borderColor: tokens.paper,
        borderWidth: layout === 'side' ? 0 : 1,
        opacity: one.comparedTo ? 0.4 : 1,
      },
      emphasis: { itemStyle: { opacity: 0.85 } },
      label: {
        show: single && (direction === 'rows' || data.places.length <= 12),
        position: direction === 'rows' ? 'right' : 'top',
        color: tokens.ink,
        fontSize: 12,
        formatter: ({ dataIndex }) =>
          formatMeasure(one.values[dataIndex] ?? null, look.measure, look.language),
      },
      data: one.values.map((value, i) =>
        i >= (data.openFrom ?? Number.POSITIVE_INFINITY)
          ? { value, itemStyle: { color: colour, opacity: 0.65, decal: hatching('#FFFFFF') } }
          : value,
      ),
    } satisfies BarSeriesOption;
  });
}

function rowsOfTip(
  data: BarData,
  look: BarLook,
  index: number,
  placeOf: (one: BarSeries) => number,
): TipRow[] {
  const whole = totals(data)[index] ?? 0;
  const parts = look.layout === 'stack' || look.layout === 'share';
  const rows = data.series.map((one): TipRow => {
    const value = one.values[index] ?? null;
    const n = one.n?.[index];
    const place = placeOf(one);
    return {
      colour: place < 0 ? 'other' : place,
      name: one.name,
      value: formatMeasureFull(value, look.measure, look.language),
      note: parts
        ? formatRate(value === null || whole === 0 ? null : value / whole)
        : typeof n === 'number'
          ? `n = ${formatMeasureFull(n, 'count', look.language)}`
          : '',
    };
  });
  if (!parts || data.series.length < 2) return rows;
  const sum = formatMeasureFull(whole, look.measure, look.language);
  return [...rows, { colour: null, name: text.total[look.language], value: sum }];
}

/** Bars from zero as an ECharts option: columns or rows, side by side, stacked or as shares. */
export function barOption(all: BarData, look: BarLook): EChartsOption {
  const { tokens, language, layout = 'side', direction = 'columns' } = look;
  const data = { ...all, series: shownSeries(all.series, look.hidden) };
  const shown = layout === 'share' ? asShares(data) : data;
  const values = {
    ...valueAxis(
      layout === 'share' ? { ...look, measure: 'rate' } : look,
      layout === 'share' ? '' : look.unit,
    ),
  };
  const measured = shown.series.flatMap((one) => one.values);
  const whole =
    layout === 'share'
      ? { max: 1, interval: 0.25 }
      : layout === 'side'
        ? wholeScale(measured, look.measure)
        : {};
  const rows = direction === 'rows';
  const places = {
    type: 'category' as const,
    data: [...data.places],
    inverse: rows,
    // over the bars: one of zero has an edge, which would wipe the line out
    z: 4,
    ...(rows ? {} : acrossName(look)),
    axisLabel: {
      hideOverlap: true,
      formatter: (name: string) => cutText(name, rows ? 168 : 96),
      color: rows ? tokens.ink : tokens.muted,
      interval: rows ? 0 : ('auto' as const),
    },
  };
  const labels = rows
    ? data.series.flatMap((one) => one.values.map((v) => textWidth(formatMeasure(v, look.measure, language))))
    : [];
  return {
    ...baseOption(language),
    grid: {
      left: 4,
      right: rows ? Math.max(16, ...labels) + 12 : 8,
      top: look.unit && !rows ? 28 : 16,
      bottom: look.across && !rows ? 4 + ACROSS_HEIGHT : 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: tooltip(tokens, 'shadow', (index) =>
      tipHtml(
        data.titles?.[index] ?? data.places[index] ?? '',
        rowsOfTip(data, look, index, paletteOf(all)),
        index >= (data.openFrom ?? Number.POSITIVE_INFINITY) ? text.openLong[language] : undefined,
      ),
    ),
    xAxis: rows ? { ...values, type: 'value', ...whole } : places,
    yAxis: rows ? places : { ...values, type: 'value', ...whole },
    series: bars(all, shown, look),
  } as EChartsOption;
}
