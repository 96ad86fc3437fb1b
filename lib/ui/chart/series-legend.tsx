import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { textWidth } from './axis.ts';
import { type LegendSeries, legendEntries } from './use-hidden.ts';

interface Props {
  readonly series: readonly LegendSeries[];
  readonly hidden: ReadonlySet<string>;
  /** Hides a series, or shows it again. */
  readonly onToggle: (key: string) => void;
  /** Shows this series alone; all of them again when it is alone already. */
  readonly onIsolate: (key: string) => void;
}

/** Dot, gaps and padding around a name. */
const AROUND = 30;
const WIDEST = 180 + AROUND;
/** The room for "+12". */
const MORE = 52;

/** How many entries fit into one row. */
export function fitting(names: readonly string[], width: number): number {
  const widths = names.map((name) => Math.min(WIDEST, textWidth(name) + AROUND));
  const sum = (count: number) => widths.slice(0, count).reduce((all, one) => all + one, 0);
  if (sum(names.length) <= width) return names.length;
  let count = names.length - 1;
  while (count > 1 && sum(count) + MORE > width) count -= 1;
  return count;
}

/**
 * Which colour is which series, in one row; what does not fit is behind "+n". A click or Enter hides and shows one, a double
 * click or Shift + Enter shows one alone.
 */
export function SeriesLegend({ series, hidden, onToggle, onIsolate }: Props) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const entries = legendEntries(series);
  const count = fitting(
    entries.map(({ name }) => name),
    width,
  );
  const left = entries.length - count;
  const alone = (key: string) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.shiftKey) return;
    event.preventDefault();
    onIsolate(key);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not lie in one row
    <div ref={box} role="group" aria-label={say(text.legend)} className="ui-legend" data-open={open}>
      {(open ? entries : entries.slice(0, count)).map(({ key, name, colour, pale }) => (
        <button
          key={key}
          type="button"
          className="ui-plain ui-legend-entry"
          aria-pressed={!hidden.has(key)}
          title={`${name}\n${say(text.legendHint)}`}
          onClick={() => onToggle(key)}
          onDoubleClick={() => onIsolate(key)}
          onKeyDown={alone(key)}
        >
          <i className={`ui-dot ui-dot-${colour}`} style={pale ? { opacity: 0.5 } : undefined} />
          <span className="ui-ellipsis">{name}</span>
        </button>
      ))}
      {left > 0 && (
        <button
          type="button"
          className="ui-plain ui-legend-more"
          aria-expanded={open}
          aria-label={say(open ? text.legendFewer : text.legendMore(left))}
          onClick={() => setOpen(!open)}
        >
          {open ? say(text.legendFewer) : `+${left}`}
        </button>
      )}
    </div>
  );
}
