export type { Look } from './chart/axis.ts';
export { BarChart } from './chart/bar-chart.tsx';
export { type BarData, type BarLook, type BarSeries, barOption } from './chart/bar-option.ts';
export { Chart, type ChartHandle, type ChartProps } from './chart/chart.tsx';
export { Histogram } from './chart/histogram.tsx';
export { type Bin, type HistogramData, histogramOption } from './chart/histogram-option.ts';
export { LineChart, type SeriesPoint } from './chart/line-chart.tsx';
export { type LineData, type LineLook, type LineSeries, lineOption } from './chart/line-option.ts';
export type { ChartPoint } from './chart/use-chart-clicks.ts';
export { CopyButton } from './control/copy-button.tsx';
export { DaySpanPicker, type SpanPreset } from './control/day-span-picker.tsx';
export { Floating } from './control/floating.tsx';
export { NumberWord } from './control/number-word.tsx';
export type { Option } from './control/option.ts';
export { OptionList } from './control/option-list.tsx';
export { Pill } from './control/pill.tsx';
export { PillMany } from './control/pill-many.tsx';
export { SearchInput } from './control/search-input.tsx';
export { SearchSelect } from './control/search-select.tsx';
export { Sentence } from './control/sentence.tsx';
export { type Tag, TagList } from './control/tag-list.tsx';
export { CodeBlock } from './layout/code-block.tsx';
export { Drawer } from './layout/drawer.tsx';
export { PageHeader } from './layout/page-header.tsx';
export { Section } from './layout/section.tsx';
export { Split } from './layout/split.tsx';
export { Tiles } from './layout/tiles.tsx';
export { Figure } from './mark/figure.tsx';
export type { HeatCell, HeatData, HeatRow } from './mark/heat-scale.ts';
export { HeatTriangle } from './mark/heat-triangle.tsx';
export { Sparkline } from './mark/sparkline.tsx';
export { StepBars } from './mark/step-bars.tsx';
export { type StepData, type StepGroup, type StepPart, stepRate } from './mark/step-data.ts';
export {
  formatAgo,
  formatDayShort,
  formatMoment,
  formatMonth,
  formatSpan,
  formatWeekday,
  isWeekend,
} from './say/format-day.ts';
export {
  formatChange,
  formatDuration,
  formatFull,
  formatMeasure,
  formatMeasureFull,
  formatNumber,
  formatPoints,
  formatRate,
  type Measure,
  missing,
} from './say/format-number.ts';
export { LanguageProvider, useLanguage, useSay } from './say/language.tsx';
export { Drawing, EmptyState, type Picture } from './state/empty-state.tsx';
export { FaultNotice } from './state/fault-notice.tsx';
export { type Shape, Skeleton } from './state/skeleton.tsx';
export { type Tell, TellProvider, UndoToast, useTell } from './state/undo-toast.tsx';
export { type Progress, Waiting } from './state/waiting.tsx';
export type { Cell, Column, Order } from './table/column.ts';
export { DataTable } from './table/data-table.tsx';
export { ThemeProvider, useNarrow, useStill, useSystemMode, useTokens } from './theme/theme-provider.tsx';
export { type ChangeHabit, dark, light, type Mode, type Tokens, tokensOf } from './theme/tokens.ts';
