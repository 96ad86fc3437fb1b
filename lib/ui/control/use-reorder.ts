import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';

interface Drag {
  readonly from: number;
  readonly to: number;
}

/**
 * Rows that are put in another order by dragging a handle, with mouse or finger, or by its arrow keys. `row` goes on what
 * moves, `handle` on a button in it; a row that the dragged one would stand before or after has `data-drop`.
 */
export function useReorder(count: number, onMove: (from: number, to: number) => void) {
  const rows = useRef<(HTMLElement | null)[]>([]);
  const [drag, setDrag] = useState<Drag>();
  const toFocus = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (toFocus.current === undefined) return;
    rows.current[toFocus.current]?.querySelector<HTMLElement>('[data-handle]')?.focus();
    toFocus.current = undefined;
  });
  const placeAt = (y: number, from: number) =>
    rows.current.slice(0, count).filter((element, i) => {
      if (!element || i === from) return false;
      const { top, height } = element.getBoundingClientRect();
      return top + height / 2 < y;
    }).length;
  const row = (i: number) => ({
    ref: (element: HTMLElement | null) => {
      rows.current[i] = element;
    },
    className: 'ui-reorder',
    'data-dragged': drag?.from === i ? true : undefined,
    'data-drop': drag?.to === i && drag.from !== i ? (drag.from < i ? 'after' : 'before') : undefined,
  });
  const handle = (i: number) => ({
    'data-handle': true,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from: i, to: i });
    },
    onPointerMove: ({ clientY }: PointerEvent) => {
      if (drag) setDrag({ from: drag.from, to: placeAt(clientY, drag.from) });
    },
    onPointerUp: () => {
      if (drag && drag.from !== drag.to) onMove(drag.from, drag.to);
      setDrag(undefined);
    },
    onPointerCancel: () => setDrag(undefined),
    onKeyDown: (event: KeyboardEvent) => {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (by === 0) return;
      event.preventDefault();
      const to = i + by;
      if (to < 0 || to >= count) return;
      toFocus.current = to;
      onMove(i, to);
    },
  });
  return { row, handle };
}
