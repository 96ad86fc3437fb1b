import { addDays, type Day, daysBetween } from '#lib/core';
import { formatMonth } from '../say/format-day.ts';
import { useLanguage } from '../say/language.tsx';
import { shade } from '../theme/contrast.ts';
import { useTokens } from '../theme/theme-provider.tsx';
import './day-heat.css';

interface Props {
  /** The first day drawn: the first of a week. */
  readonly from: Day;
  /** The last. */
  readonly to: Day;
  /** Days without a value are empty. */
  readonly values: ReadonlyMap<Day, number>;
  readonly label: string;
  /** What is said of a day on hover. */
  readonly titleOf: (day: Day, value: number) => string;
}

/** Days as cells, a week a column: the more, the deeper. A picture: what it shows stands beside it as rows. */
export function DayHeat({ from, to, values, label, titleOf }: Props) {
  const { sequence } = useTokens();
  const language = useLanguage();
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i));
  const weeks = Math.ceil(days.length / 7);
  const most = Math.max(1, ...values.values());
  const columns = { gridTemplateColumns: `repeat(${weeks}, minmax(0, 1fr))` };
  return (
    <div className="ui-days" role="img" aria-label={label}>
      <div className="ui-days-months" style={columns} aria-hidden>
        {monthsOf(days).map(({ day, week }) => (
          <span key={day} style={{ gridColumn: `${week + 1} / span 4` }}>
            {formatMonth(day, language).replace(/^\d+年| \d+$/, '')}
          </span>
        ))}
      </div>
      <div className="ui-days-cells" style={columns} aria-hidden>
        {days.map((day) => {
          const value = values.get(day) ?? 0;
          // few busy days would leave all others pale
          const share = 0.25 + 0.75 * Math.sqrt(value / most);
          return (
            <span
              key={day}
              title={titleOf(day, value)}
              style={value > 0 ? { backgroundColor: shade(sequence, share).fill } : undefined}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The months that begin among the days, with the week each begins in; the last one only where its name has room. */
function monthsOf(days: readonly Day[]): { day: Day; week: number }[] {
  return days.flatMap((day, i) => {
    const week = Math.floor(i / 7);
    return day.endsWith('-01') && i + 14 < days.length ? [{ day, week }] : [];
  });
}
