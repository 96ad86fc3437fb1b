import type { EChartsOption, EChartsType } from 'echarts';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { echartsTheme } from '../theme/echarts-theme.ts';
import { useStill, useTokens } from '../theme/theme-provider.tsx';
import { type ChartPoint, useChartClicks } from './use-chart-clicks.ts';
import { useDragZoom } from './use-drag-zoom.ts';
import './chart.css';

export interface ChartHandle {
  /** The chart as a PNG data URL, on paper. */
  png(): string | undefined;
}

export interface ChartProps {
  readonly option: EChartsOption;
  readonly height?: number;
  /** What the picture says, for readers who cannot see it. */
  readonly label: string;
  readonly onPoint?: (point: ChartPoint) => void;
  /** A drag over the chart zooms into its places; a button shows all again. */
  readonly zoom?: boolean;
  /** The places run down the side, not along the bottom. */
  readonly rows?: boolean;
  readonly ref?: Ref<ChartHandle>;
}

const zoomTool: EChartsOption = {
  dataZoom: [
    { type: 'inside', id: 'zoom', zoomOnMouseWheel: false, moveOnMouseMove: false, moveOnMouseWheel: false },
  ],
};

/** One ECharts instance: follows its box, its theme and its option, and is disposed of with its place. */
export function Chart({ option, height = 320, label, onPoint, zoom = false, rows = false, ref }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType>();
  const tokens = useTokens();
  const still = useStill();
  const say = useSay();

  useEffect(() => {
    const element = box.current;
    let made: EChartsType | undefined;
    let gone = false;
    void import('./chart-engine.ts').then(({ init }) => {
      if (gone || !element) return;
      made = init(element, echartsTheme(tokens), { renderer: 'canvas' });
      setChart(made);
    });
    const observer = new ResizeObserver(() => made?.resize());
    if (element) observer.observe(element);
    return () => {
      gone = true;
      observer.disconnect();
      made?.dispose();
      setChart(undefined);
    };
  }, [tokens]);

  useEffect(() => {
    if (!chart || chart.isDisposed()) return;
    chart.setOption({ ...option, ...(zoom ? zoomTool : {}), animation: !still }, { notMerge: true });
  }, [chart, option, zoom, still]);

  useChartClicks(chart, rows, onPoint);
  const showAll = useDragZoom(chart, zoom, option);
  useImperativeHandle(
    ref,
    () => ({
      png: () => chart?.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: tokens.paper }),
    }),
    [chart, tokens],
  );
  return (
    <div className="ui-chart-frame">
      <div
        ref={box}
        className="ui-chart"
        role="img"
        aria-label={label}
        style={{ height, cursor: onPoint ? 'pointer' : undefined }}
      />
      {showAll && (
        <button type="button" className="ui-plain ui-chart-all" onClick={showAll}>
          {say(text.showAll)}
        </button>
      )}
    </div>
  );
}
