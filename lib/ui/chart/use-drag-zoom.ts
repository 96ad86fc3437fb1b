import type { EChartsType } from 'echarts';
import { useCallback, useEffect, useState } from 'react';

/** A drag over the plot shows only the places under it; `all` shows all again, undefined when nothing is hidden. */
export function useDragZoom(
  chart: EChartsType | undefined,
  on: boolean,
  option: unknown,
): (() => void) | undefined {
  const [zoomed, setZoomed] = useState(false);
  // A new option is drawn whole.
  const [drawn, setDrawn] = useState(option);
  if (drawn !== option) {
    setDrawn(option);
    setZoomed(false);
  }
  const all = useCallback(() => {
    chart?.dispatchAction({ type: 'dataZoom', start: 0, end: 100 });
    if (chart) nameEnds(chart, true);
    setZoomed(false);
  }, [chart]);
  useEffect(() => {
    if (!chart || !on || chart.isDisposed()) return;
    const screen = chart.getZr();
    const veil = document.createElement('div');
    veil.className = 'ui-chart-veil';
    let from: number | undefined;
    const spanTo = (x: number) => [Math.min(from ?? x, x), Math.max(from ?? x, x)] as const;
    const placeAt = (x: number) => {
      const [index] = chart.convertFromPixel({ gridIndex: 0 }, [x, chart.getHeight() / 2]) as [
        number,
        number,
      ];
      return index;
    };
    const press = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
      if (chart.containPixel({ gridIndex: 0 }, [offsetX, offsetY])) from = offsetX;
    };
    const draw = ({ offsetX }: { offsetX: number }) => {
      if (from === undefined) return;
      const [left, right] = spanTo(offsetX);
      veil.style.left = `${left}px`;
      veil.style.width = `${right - left}px`;
      if (right - left > 4) chart.getDom().append(veil);
    };
    const release = ({ offsetX }: { offsetX: number }) => {
      if (from === undefined) return;
      const [left, right] = spanTo(offsetX);
      from = undefined;
      veil.remove();
      if (right - left < 12) return;
      nameEnds(chart, false);
      setZoomed(true);
      chart.dispatchAction({ type: 'hideTip' });
      chart.dispatchAction({ type: 'dataZoom', startValue: placeAt(left), endValue: placeAt(right) });
    };
    screen.on('mousedown', press);
    screen.on('mousemove', draw);
    screen.on('mouseup', release);
    return () => {
      veil.remove();
      if (chart.isDisposed()) return;
      screen.off('mousedown', press);
      screen.off('mousemove', draw);
      screen.off('mouseup', release);
    };
  }, [chart, on]);
  return zoomed ? all : undefined;
}

interface Named {
  readonly id?: string;
  readonly endLabel?: { readonly show?: boolean; readonly formatter?: unknown };
}

// A name at the end of a line falls to the axis when that end is out of sight; zoomed, the tip names the lines.
function nameEnds(chart: EChartsType, show: boolean): void {
  const series = (chart.getOption().series ?? []) as readonly Named[];
  const named = series.filter((one) => one.endLabel?.show === !show && one.endLabel.formatter !== undefined);
  if (named.length > 0) chart.setOption({ series: named.map(({ id }) => ({ id, endLabel: { show } })) });
}
