import { fonts, type Tokens } from './tokens.ts';

/** The tokens as an ECharts theme object. */
export function echartsTheme(tokens: Tokens): Record<string, unknown> {
  const axis = {
    axisLine: { show: false, lineStyle: { color: tokens.line } },
    axisTick: { show: false },
    axisLabel: { color: tokens.muted, fontSize: 12 },
    splitLine: { show: false, lineStyle: { color: tokens.line, width: 1 } },
  };
  return {
    color: [...tokens.categories],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: fonts, color: tokens.ink },
    categoryAxis: { ...axis, axisLine: { show: true, lineStyle: { color: tokens.edge } } },
    valueAxis: { ...axis, splitLine: { ...axis.splitLine, show: true } },
    legend: { textStyle: { color: tokens.ink }, pageTextStyle: { color: tokens.muted } },
    tooltip: { backgroundColor: tokens.paper, borderColor: tokens.line, textStyle: { color: tokens.ink } },
  };
}
