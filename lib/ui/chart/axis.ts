import type { EChartsOption, LegendComponentOption, YAXisComponentOption } from 'echarts';
import type { Language } from '#lib/core';
import { formatMeasure, type Measure } from '../say/format-number.ts';
import type { Tokens } from '../theme/tokens.ts';

/** What a mark needs to know beside its data. */
export interface Look {
  readonly tokens: Tokens;
  readonly language: Language;
  readonly measure: Measure;
  /** Stands above the value axis: people, 元, orders per person. */
  readonly unit?: string;
}

/** The width of a text at 12 px, near enough to leave room for it. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) > 0x2e80 ? 12 : 6.8;
  return Math.ceil(width);
}

/** The text cut to a width at 12 px, with an ellipsis when something went. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let cut = text;
  while (cut.length > 1 && textWidth(cut + '…') > width) cut = cut.slice(0, -1);
  return cut.trimEnd() + '…';
}

/** An axis tick in the measure; whole percentages lose their ".0". */
export function tickText(value: number, measure: Measure, language: Language): string {
  return formatMeasure(value, measure, language).replace('.0%', '%');
}

export function valueAxis({ measure, language, unit, tokens }: Look, name = unit): YAXisComponentOption {
  return {
    type: 'value',
    name,
    nameLocation: 'end',
    nameTextStyle: { color: tokens.muted, fontSize: 12, align: 'left' },
    nameGap: 12,
    splitNumber: 4,
    minInterval: measure === 'count' ? 1 : undefined,
    axisLabel: { formatter: (value: number) => tickText(value, measure, language) },
  };
}

/** A share that comes near its whole gets an axis to 100 % in quarters, not to 120 %. */
export function wholeScale(
  values: readonly (number | null)[],
  measure: Measure,
): { max?: number; interval?: number } {
  const most = Math.max(...values.map((value) => value ?? 0));
  return measure === 'rate' && most > 0.8 && most <= 1 ? { max: 1, interval: 0.25 } : {};
}

/** The colour of a series by its place in the palette; grey for "everything else". */
export function colourOf(palette: readonly string[], index: number, tokens: Tokens, other = false): string {
  return other ? tokens.other : (palette[index % palette.length] ?? tokens.other);
}

/** Two dashes, for what is drawn dashed. */
const dashes = 'path://M0,0h7v4h-7zM10,0h7v4h-7z';

/** Names of series with their marks; those of `dashed` series are dashes. */
export function legend(
  tokens: Tokens,
  names: readonly string[],
  dashed: ReadonlySet<string> = new Set(),
): LegendComponentOption {
  return {
    type: 'scroll',
    data: names.map((name) =>
      dashed.has(name) ? { name, icon: dashes, itemStyle: { borderWidth: 0 } } : name,
    ),
    top: 0,
    left: 0,
    right: 16,
    icon: 'circle',
    itemWidth: 8,
    itemHeight: 8,
    itemGap: 16,
    padding: 0,
    textStyle: { color: tokens.ink, fontSize: 12 },
    formatter: (name) => cutText(name, 180),
  };
}

/** What all charts share. */
export function baseOption(language: Language): EChartsOption {
  return {
    animationDuration: 150,
    animationDurationUpdate: 120,
    animationEasing: 'cubicOut',
    aria: { enabled: false },
    useUTC: true,
    locale: language === 'zh' ? 'ZH' : 'EN',
  } as EChartsOption;
}
