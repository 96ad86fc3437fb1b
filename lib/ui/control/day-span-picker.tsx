import { CalendarOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Day, WeekStart } from '#lib/core';
import { formatSpan } from '../say/format-day.ts';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { Calendar } from './calendar.tsx';
import { Floating } from './floating.tsx';
import { typedDay } from './month.ts';

/** A named span: 近 30 日. */
export interface SpanPreset {
  readonly key: string;
  readonly label: string;
  readonly from: Day;
  readonly to: Day;
}

interface Props {
  readonly from: Day;
  readonly to: Day;
  /** The preset in force; undefined for a span of one's own. */
  readonly preset?: string;
  readonly presets: readonly SpanPreset[];
  readonly today: Day;
  /** The last day that can be chosen. */
  readonly max?: Day;
  readonly weekStart?: WeekStart;
  readonly label: string;
  /** The span has no last day: it goes on until now. */
  readonly open?: boolean;
  readonly onChange: (span: { from: Day; to: Day; preset?: string }) => void;
  /** Where given, a span may be left open: from a day until now. */
  readonly onSince?: (from: Day) => void;
}

/** A span of days: by its name, by two clicks in a calendar, or typed. */
export function DaySpanPicker(props: Props) {
  const { from, to, preset, presets, today, max, weekStart = 'monday', label, onChange, onSince } = props;
  const say = useSay();
  const [open, setOpen] = useState(false);
  const named = presets.find((one) => one.key === preset);
  const take = (span: { from: Day; to: Day; preset?: string }) => {
    onChange(span);
    setOpen(false);
  };
  const shown = props.open ? `${from} – ${say(text.now)}` : formatSpan(from, to);
  const panel = (
    <div className="ui-span">
      <ul>
        {presets.map((one) => (
          <li key={one.key}>
            <button
              type="button"
              className={`ui-plain ui-span-preset${one.key === preset ? ' ui-span-chosen' : ''}`}
              aria-pressed={one.key === preset}
              onClick={() => take({ from: one.from, to: one.to, preset: one.key })}
            >
              {one.label}
            </button>
          </li>
        ))}
      </ul>
      <div>
        <Calendar
          from={from}
          to={to}
          today={today}
          max={max}
          weekStart={weekStart}
          onSpan={(a, b) => take({ from: a, to: b })}
        />
        <TypedSpan
          from={from}
          to={to}
          max={max}
          open={props.open}
          onSpan={(a, b) => take({ from: a, to: b })}
          onSince={
            onSince &&
            ((day) => {
              onSince(day);
              setOpen(false);
            })
          }
        />
      </div>
    </div>
  );
  return (
    <Floating open={open} onOpen={setOpen} content={panel}>
      <button
        type="button"
        className="ui-plain ui-pill ui-pill-span"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`${label}: ${named?.label ?? ''} ${shown}`}
      >
        <CalendarOutlined aria-hidden />
        {named && <span>{named.label}</span>} <span className={named ? 'ui-muted' : undefined}>{shown}</span>
      </button>
    </Floating>
  );
}

interface TypedProps {
  readonly from: Day;
  readonly to: Day;
  readonly max?: Day;
  readonly open?: boolean;
  readonly onSpan: (from: Day, to: Day) => void;
  readonly onSince?: (from: Day) => void;
}

function TypedSpan({ from, to, max, open = false, onSpan, onSince }: TypedProps) {
  const say = useSay();
  const [first, setFirst] = useState(from);
  const [last, setLast] = useState(to);
  const [since, setSince] = useState(open);
  const days = [typedDay(first), typedDay(last)] as const;
  const ordered = days[0] !== null && days[1] !== null && days[0] <= days[1] && (!max || days[1] <= max);
  const valid = since ? days[0] !== null : ordered;
  return (
    <form
      className="ui-span-typed"
      onSubmit={(event) => {
        event.preventDefault();
        if (!valid || !days[0]) return;
        if (since) onSince?.(days[0]);
        else if (days[1]) onSpan(days[0], days[1]);
      }}
    >
      <input
        className="ui-input"
        aria-label={say(text.from)}
        value={first}
        aria-invalid={days[0] === null}
        onChange={(event) => setFirst(event.target.value)}
      />
      <span aria-hidden>–</span>
      <input
        className="ui-input"
        aria-label={say(text.to)}
        value={since ? say(text.now) : last}
        disabled={since}
        aria-invalid={!since && days[1] === null}
        onChange={(event) => setLast(event.target.value)}
      />
      {onSince && (
        <label className="ui-span-since">
          <input type="checkbox" checked={since} onChange={({ target }) => setSince(target.checked)} />
          {say(text.untilNow)}
        </label>
      )}
      <Button htmlType="submit" type="primary" disabled={!valid}>
        {say(text.apply)}
      </Button>
    </form>
  );
}
