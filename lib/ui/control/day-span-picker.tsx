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
  readonly onChange: (span: { from: Day; to: Day; preset?: string }) => void;
}

/** A span of days: by its name, by two clicks in a calendar, or typed. */
export function DaySpanPicker(props: Props) {
  const { from, to, preset, presets, today, max, weekStart = 'monday', label, onChange } = props;
  const [open, setOpen] = useState(false);
  const named = presets.find((one) => one.key === preset);
  const take = (span: { from: Day; to: Day; preset?: string }) => {
    onChange(span);
    setOpen(false);
  };
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
        <TypedSpan from={from} to={to} max={max} onSpan={(a, b) => take({ from: a, to: b })} />
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
        aria-label={`${label}: ${named?.label ?? ''} ${formatSpan(from, to)}`}
      >
        <CalendarOutlined aria-hidden />
        {named && <span>{named.label}</span>}{' '}
        <span className={named ? 'ui-muted' : undefined}>{formatSpan(from, to)}</span>
      </button>
    </Floating>
  );
}

interface TypedProps {
  readonly from: Day;
  readonly to: Day;
  readonly max?: Day;
  readonly onSpan: (from: Day, to: Day) => void;
}

function TypedSpan({ from, to, max, onSpan }: TypedProps) {
  const say = useSay();
  const [first, setFirst] = useState(from);
  const [last, setLast] = useState(to);
  const days = [typedDay(first), typedDay(last)] as const;
  const valid = days[0] !== null && days[1] !== null && days[0] <= days[1] && (!max || days[1] <= max);
  return (
    <form
      className="ui-span-typed"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid && days[0] && days[1]) onSpan(days[0], days[1]);
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
        value={last}
        aria-invalid={days[1] === null}
        onChange={(event) => setLast(event.target.value)}
      />
      <Button htmlType="submit" type="primary" disabled={!valid}>
        {say(text.apply)}
      </Button>
    </form>
  );
}
