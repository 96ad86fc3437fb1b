import type { EChartsType } from 'echarts';
import { useEffect, useRef } from 'react';

/** Where a click fell: the place on the axis, the value at that height, and the series if it hit a mark. */
export interface ChartPoint {
  readonly index: number;
  readonly value: number;
  readonly series?: string;
}

interface Spot {
  readonly offsetX: number;
  readonly offsetY: number;
}

/** Turns clicks anywhere on the plot into points; a drag is no click. */
export function useChartClicks(
  chart: EChartsType | undefined,
  rows: boolean,
  onPoint: ((point: ChartPoint) => void) | undefined,
): void {
  const latest = useRef(onPoint);
  useEffect(() => {
    latest.current = onPoint;
  }, [onPoint]);
  useEffect(() => {
    if (!chart || chart.isDisposed()) return;
    const screen = chart.getZr();
    let hit: string | undefined;
    let down: Spot = { offsetX: 0, offsetY: 0 };
    const press = ({ offsetX, offsetY }: Spot) => {
      down = { offsetX, offsetY };
    };
    const place = ({ offsetX, offsetY }: Spot) => {
      const moved = Math.abs(offsetX - down.offsetX) + Math.abs(offsetY - down.offsetY) > 4;
      const series = hit;
      hit = undefined;
      if (moved || !latest.current || !chart.containPixel({ gridIndex: 0 }, [offsetX, offsetY])) return;
      const [x, y] = chart.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY]) as [number, number];
      latest.current({ index: rows ? y : x, value: rows ? x : y, series });
    };
    const mark = ({ seriesId }: { seriesId?: string }) => {
      hit = seriesId;
    };
    chart.on('click', mark);
    screen.on('mousedown', press);
    screen.on('click', place);
    return () => {
      if (chart.isDisposed()) return;
      chart.off('click', mark);
      screen.off('mousedown', press);
      screen.off('click', place);
    };
  }, [chart, rows]);
}
