import type { EChartsOption, LineSeriesOption } from 'echarts';
import { describe, expect, test } from 'vitest';
import { echartsTheme } from '../theme/echarts-theme.ts';
import { dark, light } from '../theme/tokens.ts';
import { cutText, wholeScale } from './axis.ts';
import { asShares, type BarData, barOption } from './bar-option.ts';
import { init } from './chart-engine.ts';
import { type HistogramData, histogramOption, placeIn } from './histogram-option.ts';
import { nearestSeries } from './line-chart.tsx';
import { isLabelled, type LineData, lineOption } from './line-option.ts';
import { escapeHtml, tipHtml } from './tip.ts';

const look = { tokens: light, language: 'zh', measure: 'count' } as const;
const places = ['11-20', '11-21', '11-22'];

function svg(option: EChartsOption, tokens = light): string {
  const chart = init(null, echartsTheme(tokens), { renderer: 'svg', ssr: true, width: 640, height: 320 });
  try {
    chart.setOption({ ...option, animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

function lines(option: EChartsOption): LineSeriesOption[] {
  return (option.series as LineSeriesOption[]).filter((one) => one.type === 'line');
}

const two: LineData = {
  places,
  series: [
    { key: 'a', name: '支付订单', values: [10, null, 30], n: [5, 6, 7] },
    { key: 'b', name: '浏览', values: [5, 6, 0], low: [4, 5, 0], high: [6, 7, 1] },
  ],
};

describe('lines', () => {
  test('leave a gap where a value is missing and draw zero as zero', () => {
    const [a] = lines(lineOption(two, look)).filter((one) => one.id === 'a');
    expect(a?.data).toEqual([10, null, 30]);
    expect(a?.connectNulls).toBe(false);
    const b = lines(lineOption(two, look)).find((one) => one.id === 'b');
    expect(b?.data).toEqual([5, 6, 0]);
  });
  test('carry their names up to four, a legend names more', () => {
    const many = {
      places,
      series: Array.from({ length: 5 }, (_, i) => ({ key: `${i}`, name: `${i}`, values: [1, 2, 3] })),
    };
    expect([isLabelled(two.series), isLabelled(many.series)]).toEqual([true, false]);
    const ending = (...ends: number[]) =>
      isLabelled(ends.map((end, i) => ({ key: `${i}`, name: `${i}`, values: [100, end] })));
    // names of lines that end together at the bottom would stand below the axis
    expect([ending(90, 60, 30), ending(90, 1, 0), ending(90, 2, 1, 0)]).toEqual([true, true, false]);
    expect(lines(lineOption(two, look)).some((one) => one.endLabel?.show)).toBe(true);
    expect(lines(lineOption(many, look)).some((one) => one.endLabel?.show)).toBe(false);
  });
  test('keep their colours when others are hidden, and go with what they are compared to', () => {
    const series = [
      ...two.series,
      { key: 'then', name: '上期', values: [1, 2, 3], comparedTo: 'a' },
      { key: 'raw', name: '原值', values: [1, 2, 3], behind: 'b' },
    ];
    const all = lines(lineOption({ places, series }, look));
    const left = lines(lineOption({ places, series }, { ...look, hidden: new Set(['a']) }));
    const colourOf = (of: LineSeriesOption[], id: string) => of.find((one) => one.id === id)?.color;
    expect(left.map(({ id }) => id)).toEqual(['b low', 'b band', 'b', 'raw']);
    expect(colourOf(left, 'b')).toBe(colourOf(all, 'b'));
    expect(colourOf(left, 'raw')).toBe(colourOf(all, 'b'));
  });
  test('say what the axis of places stands for', () => {
    expect(lineOption(two, { ...look, across: '按天' }).xAxis).toMatchObject({ name: '按天' });
  });
  test('write what is not over away from the nearer edge', () => {
    const hatch = (openFrom: number) =>
      (lineOption({ ...two, openFrom }, look).series as { id?: string; markPoint?: unknown }[]).find(
        ({ id }) => id === 'open',
      )?.markPoint;
    expect(hatch(2)).toMatchObject({ label: { align: 'right' } });
    expect(hatch(1)).toMatchObject({ label: { align: 'left' } });
  });
  test('part where a period is not over, joined at the last full one', () => {
    const parts = lines(lineOption({ ...two, openFrom: 2 }, look)).filter((one) =>
      String(one.id).startsWith('b'),
    );
    expect(parts.find((one) => one.id === 'b')?.data).toEqual([5, 6, null]);
    expect(parts.find((one) => one.id === 'b open')?.data).toEqual([null, 6, 0]);
  });
  test('that are compared share a colour, dashed', () => {
    const data = {
      places,
      series: [two.series[0]!, { key: 'c', name: '上期', values: [1, 2, 3], comparedTo: 'a' }],
    };
    const [now, before] = lines(lineOption(data, look));
    expect(before?.color).toBe(now?.color);
    expect(before?.lineStyle?.type).toEqual([4, 4]);
  });
  test('draw an interval as a band of its height', () => {
    const band = lines(lineOption(two, look)).find((one) => one.id === 'b band');
    expect(band?.data).toEqual([2, 2, 1]);
  });
  test('break the whole stack where one part is unknown', () => {
    const parts = lines(lineOption(two, { ...look, stacked: true, area: true }));
    expect(parts.find((one) => one.id === 'b')?.data).toEqual([5, null, 0]);
  });
  test('give a click to the nearest series that has a value', () => {
    expect(nearestSeries(two, 0, 9)).toBe('a');
    expect(nearestSeries(two, 1, 100)).toBe('b');
    expect(nearestSeries(two, 7, 1)).toBeUndefined();
  });
});

describe('bars', () => {
  const data: BarData = {
    places,
    openFrom: 2,
    series: [
      { key: 'a', name: 'a', values: [1, 3, 0] },
      { key: 'b', name: 'b', values: [3, null, 0] },
    ],
  };
  test('become shares of their place; of nothing there is no share', () => {
    expect(asShares(data).series.map((one) => one.values)).toEqual([
      [0.25, 1, null],
      [0.75, null, null],
    ]);
  });
  test('start from zero on every axis they have', () => {
    for (const direction of ['columns', 'rows'] as const) {
      const { xAxis, yAxis } = barOption(data, { ...look, direction });
      for (const axis of [xAxis, yAxis]) expect(axis).not.toHaveProperty('scale', true);
    }
  });
  test('leave the axis to be seen where they are zero', () => {
    expect(barOption(data, { ...look, layout: 'stack' }).xAxis).toMatchObject({ z: 4 });
  });
  test('share their place with those that are not hidden', () => {
    const { series } = barOption(data, { ...look, layout: 'share', hidden: new Set(['a']) });
    expect((series as { data: unknown[] }[]).map(({ data: own }) => own.slice(0, 2))).toEqual([[1, null]]);
  });
  test.each(['side', 'stack', 'share'] as const)(
    'laid out as %s render in both directions and themes',
    (layout) => {
      for (const direction of ['columns', 'rows'] as const) {
        expect(svg(barOption(data, { ...look, tokens: dark, layout, direction }), dark)).toContain('11-20');
      }
    },
  );
});

describe('histograms', () => {
  const data: HistogramData = {
    counted: '人',
    bins: [
      { from: 0, to: 60, count: 10 },
      { from: 60, to: 120, count: 5 },
      { from: 120, to: null, count: 1 },
    ],
    marks: [{ value: 90, name: '中位数' }],
  };
  test('place a mark inside its bin', () => {
    expect(placeIn(data.bins, 0)).toBe(0);
    expect(placeIn(data.bins, 90)).toBe(1.5);
    expect(placeIn(data.bins, 9999)).toBe(2.5);
  });
  test('write the names of close marks one above the other', () => {
    const marks = ['中位数', '平均'].map((name, i) => ({ name, value: 60 + i }));
    const drawn =
      svg(histogramOption({ ...data, marks }, look)).match(/<text[^>]*>(?:中位数|平均)[^<]*/g) ?? [];
    expect(drawn).toHaveLength(2);
    const at = drawn.map((text) => Number(/translate\([\d.]+ ([\d.]+)/.exec(text)?.[1]));
    expect(Math.abs(at[0]! - at[1]!)).toBeGreaterThanOrEqual(12);
  });
  test('render with the mark named and written', () => {
    expect(svg(histogramOption(data, { ...look, measure: 'seconds' }))).toContain('中位数 1分 30秒');
  });
});

test.each([0, 1, 3, 3000])('a line chart of %i places renders', (count) => {
  const data: LineData = {
    places: Array.from({ length: count }, (_, i) => `p${i}`),
    flags: count > 1 ? [{ at: 1, text: '双十一' }] : [],
    openFrom: count - 1,
    series: [{ key: 'a', name: 'a', values: Array.from({ length: count }, (_, i) => i) }],
  };
  const picture = svg(lineOption(data, { ...look, unit: '人' }));
  expect(picture).toContain('</svg>');
  if (count > 1) expect(picture).toContain('双十一');
});

test('names from data cannot become markup in a tip', () => {
  expect(escapeHtml(`<img src=x onerror="a('b')">`)).toBe(
    '&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;',
  );
  expect(tipHtml('<b>', [{ colour: 0, name: '<i>', value: '1' }])).not.toContain('<i>');
});

test('a share near its whole ends at 100 %', () => {
  expect(wholeScale([0.2, 1, null], 'rate')).toEqual({ max: 1, interval: 0.25 });
  expect(wholeScale([0.2], 'rate')).toEqual({});
  expect(wholeScale([0.9], 'count')).toEqual({});
});

test('long names are cut to their room, Chinese counted at its width', () => {
  expect(cutText('支付订单', 48)).toBe('支付订单');
  expect(cutText('支付订单成功页面', 48)).toBe('支付订…');
});
