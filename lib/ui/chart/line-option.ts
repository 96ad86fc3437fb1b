import type { BarSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { formatMeasureFull, missing } from '../say/format-number.ts';
import { text } from '../say/text.ts';
import {
  baseOption,
  colourOf,
  cutText,
  type Look,
  legend,
  textWidth,
  valueAxis,
  wholeScale,
} from './axis.ts';
import { type TipRow, tipHtml, tooltip } from './tip.ts';

type Values = readonly (number | null)[];

export interface LineSeries {
  readonly key: string;
  readonly name: string;
  /** One per place; null is "not known" and leaves a gap, 0 is zero. */
  readonly values: Values;
  /** How many each value rests on. */
  readonly n?: Values;
  readonly low?: Values;
  readonly high?: Values;
  /** The key of the series this one is compared with: same colour, dashed. */
  readonly comparedTo?: string;
  /** "Everything else": grey. */
  readonly other?: boolean;
  /** The first place whose value is still growing; overrides the one of the data. */
  readonly openFrom?: number;
}

export interface LineData {
  readonly places: readonly string[];
  /** Longer names of the places for the tip. */
  readonly titles?: readonly string[];
  /** What must be known of a place, for the tip; without them those from `openFrom` on are said not to be over. */
  readonly notes?: readonly (string | undefined)[];
  readonly series: readonly LineSeries[];
  readonly openFrom?: number;
  readonly flags?: readonly { at: number; text: string }[];
}

export interface LineLook extends Look {
  readonly area?: boolean;
  readonly stacked?: boolean;
}

/** Up to this many series carry their name at their end instead of in a legend. */
export const directLabels = 4;
const labelWidth = 132;

interface Drawn {
  readonly series: LineSeries;
  readonly colour: string;
  readonly textColour: string;
  readonly palette: number | 'other';
}

function drawnSeries({ series }: LineData, { tokens }: LineLook): Drawn[] {
  const mains = series.filter((one) => !one.comparedTo && !one.other);
  return series.map((one) => {
    const index = mains.findIndex((main) => main.key === (one.comparedTo ?? one.key));
    const other = one.other === true || index < 0;
    return {
      series: one,
      colour: colourOf(tokens.categories, index, tokens, other),
      textColour: other || one.comparedTo ? tokens.muted : colourOf(tokens.categoryTexts, index, tokens),
      palette: other ? 'other' : index,
    };
  });
}

const upTo = (values: Values, end: number) => values.map((value, i) => (i < end ? value : null));
// The open part begins one place earlier so that the line does not break.
const fromOn = (values: Values, start: number) => values.map((value, i) => (i >= start - 1 ? value : null));

function line(drawn: Drawn, data: LineData, look: LineLook, labelled: boolean): LineSeriesOption[] {
  const { series, colour, textColour } = drawn;
  const count = data.places.length;
  const open = Math.min(count, series.openFrom ?? data.openFrom ?? count);
  const compared = series.comparedTo !== undefined;
  const known = series.values.filter((value) => value !== null).length;
  const base: LineSeriesOption = {
    type: 'line',
    name: series.name,
    symbol: 'circle',
    symbolSize: 7,
    showSymbol: known === 1 || (known <= 14 && !compared),
    connectNulls: false,
    color: colour,
    lineStyle: {
      width: compared ? 1.5 : 2,
      type: compared ? [4, 4] : 'solid',
      opacity: compared ? 0.7 : 1,
      color: colour,
    },
    itemStyle: { color: colour, borderColor: look.tokens.paper, borderWidth: 1.5 },
    emphasis: { disabled: true },
    areaStyle: look.area && !compared ? { color: colour, opacity: look.stacked ? 0.75 : 0.1 } : undefined,
    stack: look.stacked && !compared ? 'all' : undefined,
    endLabel: {
      show: labelled,
      formatter: labelled ? cutText(series.name, labelWidth) : undefined,
      color: textColour,
      fontSize: 12,
      fontWeight: 500,
      distance: 8,
    },
    labelLayout: { moveOverlap: 'shiftY' },
    z: compared ? 2 : 3,
  };
  if (open >= count || look.stacked) return [{ ...base, id: series.key, data: [...series.values] }];
  return [
    {
      ...base,
      id: series.key,
      data: upTo(series.values, open),
      endLabel: undefined,
    },
    {
      ...base,
      id: `${series.key} open`,
      data: fromOn(series.values, open),
      lineStyle: { ...base.lineStyle, type: [2, 3] },
      itemStyle: { color: look.tokens.paper, borderColor: colour, borderWidth: 1.5 },
    },
  ];
}

/** The interval of a series as a pale band: an unseen line at `low` with the height stacked on it. */
function band({ series, colour }: Drawn): LineSeriesOption[] {
  const { low, high } = series;
  if (!low || !high) return [];
  const hidden: LineSeriesOption = {
    type: 'line',
    silent: true,
    symbol: 'none',
    stack: `band ${series.key}`,
    stackStrategy: 'all',
    lineStyle: { opacity: 0 },
    emphasis: { disabled: true },
    z: 1,
  };
  const height = low.map((value, i) => {
    const top = high[i];
    return value === null || top === null || top === undefined ? null : top - value;
  });
  return [
    { ...hidden, id: `${series.key} low`, data: [...low] },
    { ...hidden, id: `${series.key} band`, data: height, areaStyle: { color: colour, opacity: 0.14 } },
  ];
}

/** Hatching over the places that are not over yet, on a scale of its own. */
function hatch({ places, openFrom }: LineData, { tokens, language }: LineLook): BarSeriesOption[] {
  if (openFrom === undefined || openFrom >= places.length) return [];
  return [
    {
      type: 'bar',
      id: 'open',
      silent: true,
      yAxisIndex: 1,
      barWidth: '100%',
      barCategoryGap: 0,
      data: places.map((_, i) => (i >= openFrom ? 1 : null)),
      itemStyle: { color: 'transparent', decal: hatching(tokens.muted) },
      markPoint: {
        silent: true,
        symbolSize: 0,
        data: [{ coord: [openFrom, 1], name: text.open[language] }],
        label: {
          show: true,
          formatter: text.open[language],
          color: tokens.muted,
          fontSize: 11,
          position: 'top',
          distance: 4,
        },
      },
      z: 0,
    },
  ];
}

/** The pattern that means "not over yet" everywhere. */
export function hatching(colour: string) {
  return {
    color: colour + '38',
    symbol: 'rect' as const,
    dashArrayX: [1, 0],
    dashArrayY: [1, 5],
    rotation: -Math.PI / 4,
    symbolSize: 1,
  };
}

function flags({ flags = [] }: LineData, { tokens }: LineLook): LineSeriesOption[] {
  if (flags.length === 0) return [];
  return [
    {
      type: 'line',
      id: 'flags',
      data: [],
      markLine: {
        silent: false,
        symbol: 'none',
        lineStyle: { color: tokens.accent, type: 'solid', width: 1, opacity: 0.6 },
        label: {
          formatter: ({ name }) => cutText(name ?? '', 96),
          color: tokens.accentText,
          backgroundColor: tokens.accentPaper,
          padding: [3, 6],
          borderRadius: 3,
          fontSize: 11,
          position: 'end',
          distance: 2,
        },
        data: flags.map((flag) => ({ xAxis: flag.at, name: flag.text })),
      },
    },
  ];
}

function tipRows(drawn: readonly Drawn[], index: number, { measure, language }: LineLook): TipRow[] {
  return drawn.map(({ series, palette }) => {
    const value = series.values[index] ?? null;
    const n = series.n?.[index];
    const low = series.low?.[index];
    const high = series.high?.[index];
    const write = (one: number | null | undefined) => formatMeasureFull(one ?? null, measure, language);
    const notes = [
      low !== null && low !== undefined && high !== null ? `${write(low)} – ${write(high)}` : '',
      n === null || n === undefined ? '' : `n = ${formatMeasureFull(n, 'count', language)}`,
    ];
    return {
      colour: palette,
      name: series.name,
      value: value === null ? missing : write(value),
      note: notes.filter(Boolean).join(' · '),
    };
  });
}

function noteAt(
  { notes, openFrom = Number.POSITIVE_INFINITY }: LineData,
  index: number,
  { language }: LineLook,
) {
  if (notes) return notes[index];
  return index >= openFrom ? text.openLong[language] : undefined;
}

// ECharts stacks an unknown value as 0; a gap through the whole stack is what we know.
function wholeStacks(data: LineData): LineData {
  const torn = data.places.map((_, i) => data.series.some((one) => one.values[i] === null));
  const series = data.series.map((one) => ({
    ...one,
    values: one.values.map((v, i) => (torn[i] ? null : v)),
  }));
  return { ...data, series };
}

/** Lines, areas, intervals, comparisons, open periods and flags as one ECharts option. */
export function lineOption(given: LineData, look: LineLook): EChartsOption {
  const data = look.stacked ? wholeStacks(given) : given;
  const { tokens, language } = look;
  const drawn = drawnSeries(data, look);
  const labelled = data.series.length <= directLabels && data.series.length > 1;
  const legended = data.series.length > directLabels;
  const known = data.series.flatMap((one) => [...one.values, ...(one.high ?? [])]);
  const names = data.series.map((one) => one.name);
  const dashed = new Set(data.series.flatMap(({ name, comparedTo }) => (comparedTo ? [name] : [])));
  // the word above the hatch is wider than one narrow place at the edge
  const edge = data.openFrom === undefined ? 16 : 28;
  const room = labelled ? Math.min(labelWidth, Math.max(...names.map(textWidth))) + 20 : edge;
  const head =
    (legended ? 28 : 0) +
    (data.flags?.length ? 20 : 0) +
    (look.unit || data.openFrom !== undefined ? 24 : 12);
  return {
    ...baseOption(language),
    grid: {
      left: 4,
      right: room,
      top: head,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: legended ? legend(tokens, names, dashed) : undefined,
    tooltip: tooltip(tokens, 'line', (index) =>
      tipHtml(
        data.titles?.[index] ?? data.places[index] ?? '',
        tipRows(drawn, index, look),
        noteAt(data, index, look),
      ),
    ),
    xAxis: {
      type: 'category',
      data: [...data.places],
      boundaryGap: data.places.length === 1,
      axisLabel: {
        hideOverlap: true,
        alignMinLabel: data.places.length === 1 ? 'center' : 'left',
        alignMaxLabel: 'center',
      },
    },
    yAxis: [
      { ...valueAxis(look), ...(look.stacked ? {} : wholeScale(known, look.measure)) },
      { type: 'value', min: 0, max: 1, show: false },
    ],
    series: [
      ...hatch(data, look),
      ...drawn.flatMap(band),
      ...drawn.flatMap((one) => line(one, data, look, labelled)),
      ...flags(data, look),
    ],
  };
}
