import { type FocusEvent, type MouseEvent, useState } from 'react';
import { createPortal } from 'react-dom';
import '../chart/chart.css';

interface State {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
}

const hidden: State = { lines: [], x: 0, y: 0 };

/** One tip for many elements that carry `data-at`: shown on hover and on focus. */
export function useHoverTip(linesAt: (at: string) => readonly string[]) {
  const [state, setState] = useState<State>(hidden);
  const show = (event: MouseEvent | FocusEvent) => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-at]');
    if (!element) return setState(hidden);
    const { left, top, width } = element.getBoundingClientRect();
    setState({ lines: linesAt(element.dataset.at ?? ''), x: left + width / 2, y: top });
  };
  const hide = () => setState(hidden);
  const listeners = { onMouseOver: show, onMouseLeave: hide, onFocusCapture: show, onBlur: hide };
  return { state, listeners, hide };
}

/** The tip itself; what it says is also the label of its element, so it is hidden from screen readers. */
export function HoverTip({ lines, x, y }: State) {
  if (lines.length === 0) return null;
  const [title, value, ...rest] = lines;
  const below = y < 110;
  const left = Math.min(Math.max(x, 110), window.innerWidth - 110);
  return createPortal(
    <div
      className="ui-hover-tip"
      aria-hidden
      style={{ left, top: below ? y + 40 : y - 6, transform: `translate(-50%, ${below ? '0' : '-100%'})` }}
    >
      <span>{title}</span>
      <b>{value}</b>
      {rest.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>,
    document.body,
  );
}
