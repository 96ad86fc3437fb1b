import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useEffect, useRef, useState } from 'react';
import { addMonths, type Day, type WeekStart } from '#lib/core';
import { formatMonth, formatSpan } from '../say/format-day.ts';
import { useLanguage, useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { useNarrow } from '../theme/theme-provider.tsx';
import { dayAfterKey, startOfMonth } from './month.ts';
import { MonthGrid } from './month-grid.tsx';

interface Props {
  readonly from: Day;
  readonly to: Day;
  readonly today: Day;
  readonly weekStart: WeekStart;
  readonly max?: Day;
  readonly onSpan: (from: Day, to: Day) => void;
}

/** Two months (one on a phone) in which two clicks choose a span. */
export function Calendar({ from, to, today, weekStart, max, onSpan }: Props) {
  const say = useSay();
  const language = useLanguage();
  const narrow = useNarrow();
  const box = useRef<HTMLElement>(null);
  const shift = narrow ? 0 : -1;
  const [month, setMonth] = useState(() => addMonths(startOfMonth(to), shift));
  const [focus, setFocus] = useState(to);
  const [start, setStart] = useState<Day>();
  const [hover, setHover] = useState<Day>();
  const [moved, setMoved] = useState(false);
  const months = narrow ? [month] : [month, addMonths(month, 1)];
  useEffect(() => {
    if (moved) box.current?.querySelector<HTMLElement>(`[data-day="${focus}"]`)?.focus();
  }, [focus, moved]);
  useEffect(() => setMonth(addMonths(startOfMonth(to), shift)), [to, shift]);

  const choose = (day: Day) => {
    setFocus(day);
    if (start === undefined) return setStart(day);
    setStart(undefined);
    setHover(undefined);
    onSpan(...([start, day].sort() as [Day, Day]));
  };
  const pending = start === undefined ? undefined : ([start, hover ?? start].sort() as [Day, Day]);
  const [shownFrom, shownTo] = pending ?? [from, to];
  return (
    <section
      aria-label={formatSpan(from, to)}
      ref={box}
      className="ui-calendar"
      onKeyDown={(event) => {
        const next = dayAfterKey(focus, event.key);
        if (!next || (max && next > max)) return;
        event.preventDefault();
        setMoved(true);
        setFocus(next);
        setHover(next);
        const last = months.at(-1) ?? month;
        if (next < month) setMonth(startOfMonth(next));
        else if (startOfMonth(next) > last) setMonth(addMonths(startOfMonth(next), shift));
      }}
    >
      {months.map((one, i) => (
        <div key={one}>
          <header>
            {i === 0 ? (
              <button
                type="button"
                className="ui-plain ui-icon"
                aria-label={say(text.earlier)}
                onClick={() => setMonth(addMonths(month, -1))}
              >
                <LeftOutlined />
              </button>
            ) : (
              <span className="ui-icon" />
            )}
            <b>{formatMonth(one, language)}</b>
            {i === months.length - 1 ? (
              <button
                type="button"
                className="ui-plain ui-icon"
                aria-label={say(text.later)}
                onClick={() => setMonth(addMonths(month, 1))}
              >
                <RightOutlined />
              </button>
            ) : (
              <span className="ui-icon" />
            )}
          </header>
          <MonthGrid
            month={one}
            weekStart={weekStart}
            from={shownFrom}
            to={shownTo}
            focus={focus}
            today={today}
            max={max}
            onDay={choose}
            onHover={setHover}
          />
        </div>
      ))}
    </section>
  );
}
