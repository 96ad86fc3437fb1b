export { BarChart } from './chart/bar-chart.tsx';

export { Histogram } from './chart/histogram.tsx';
export type { HistogramData } from './chart/histogram-option.ts';
export { LineChart } from './chart/line-chart.tsx';
export type { LineData, LineSeries } from './chart/line-option.ts';
export { fits } from './charts/chart.ts';
export { type ChartOption, ChartSwitch } from './charts/chart-switch.tsx';
export { type ChartName, charts } from './charts/index.ts';

export { AddPicker } from './control/add-picker.tsx';
export { copyText } from './control/copy-text.ts';
export { DaySpanPicker } from './control/day-span-picker.tsx';

export { NumberWord } from './control/number-word.tsx';
export { matching, type Option } from './control/option.ts';
export { OptionList } from './control/option-list.tsx';
export { Pill } from './control/pill.tsx';
export { PillMany } from './control/pill-many.tsx';
export { SearchInput } from './control/search-input.tsx';

export { Sentence } from './control/sentence.tsx';
export { useReorder } from './control/use-reorder.ts';

export { CodeBlock } from './layout/code-block.tsx';
export { Drawer } from './layout/drawer.tsx';
export { PageHeader } from './layout/page-header.tsx';
export { Section } from './layout/section.tsx';
export { Split } from './layout/split.tsx';
export { Tiles } from './layout/tiles.tsx';
export { Avatar } from './mark/avatar.tsx';
export { DayHeat } from './mark/day-heat.tsx';
export { Figure } from './mark/figure.tsx';
export type { HeatCell, HeatData } from './mark/heat-scale.ts';
export { HeatTriangle } from './mark/heat-triangle.tsx';

export { Overlap } from './mark/overlap.tsx';
export { StepBars } from './mark/step-bars.tsx';
export type { StepData, StepTone } from './mark/step-data.ts';
export {
  formatAgo,
  formatDayLong,
  formatMoment,
  formatWeekday,
} from './say/format-day.ts';
export { formatMoney } from './say/format-money.ts';
export {
  formatDuration,
  formatFull,
  formatNumber,
  formatRate,
  type Measure,
} from './say/format-number.ts';
export { LanguageProvider, useLanguage, useSay } from './say/language.tsx';
export { spelled } from './say/spelled.ts';
export { Drawing, EmptyState, type Picture } from './state/empty-state.tsx';
export { FaultNotice } from './state/fault-notice.tsx';

export { TellProvider, useTell } from './state/undo-toast.tsx';
export { Waiting } from './state/waiting.tsx';
export type { Column, Order } from './table/column.ts';
export { DataTable } from './table/data-table.tsx';
export { ThemeProvider, useSystemMode, useTokens } from './theme/theme-provider.tsx';
export type { ChangeHabit, Mode } from './theme/tokens.ts';
