import { addDays, type Day, dayIn, daysBetween } from '#lib/core';
import { DaySpanPicker, PillMany, useSay } from '#lib/ui';
import type { Calendar, Span } from '#loop/condition';
import { daysOf } from './spans.ts';
import { text } from './text.ts';

/** What an answer is compared with. */
export type Against = 'previous' | 'year' | { readonly from: Day; readonly to: Day };

interface Props {
  readonly compare: Against | readonly Against[] | undefined;
  readonly span: Span;
  readonly calendar: Calendar;
  readonly onChange: (change: { compare: readonly Against[] | undefined }) => void;
}

const OWN = 'own';
const named = ['previous', 'year'] as const;

/** The span before, a year earlier, days of one's own: none, one or all of them. */
export function CompareFields({ compare, span, calendar, onChange }: Props) {
  const say = useSay();
  const all = compare === undefined ? [] : [compare].flat();
  const own = all.find((one) => typeof one === 'object');
  const set = (next: readonly Against[]) => onChange({ compare: next.length > 0 ? next : undefined });
  const options = [
    ...named.map((value) => ({ value, label: say(value === 'year' ? text.yearEarlier : text.previous) })),
    { value: OWN, label: say(text.ownDays) },
  ];
  const choose = (values: readonly string[]) =>
    set([
      ...named.filter((one) => values.includes(one)),
      ...(values.includes(OWN) ? [own ?? daysBefore(span, calendar)] : []),
    ]);
  return (
    <>
      {say(text.compare)}
      <PillMany
        values={all.map((one) => (typeof one === 'object' ? OWN : one))}
        options={options}
        label={say(text.compare)}
        placeholder={say(text.noComparison)}
        onChange={choose}
      />
      {own && (
        <DaySpanPicker
          {...own}
          presets={[]}
          today={dayIn(calendar.now, calendar.timeZone)}
          weekStart={calendar.weekStart}
          label={say(text.comparedDays)}
          onChange={({ from, to }) => set(all.map((one) => (one === own ? { from, to } : one)))}
        />
      )}
    </>
  );
}

/** As many days just before the span. */
function daysBefore(span: Span, calendar: Calendar): Against {
  const { from, to } = daysOf(span, calendar);
  const days = daysBetween(from, to) + 1;
  return { from: addDays(from, -days), to: addDays(from, -1) };
}
