import type { Day, WeekStart } from '#lib/core';
import { formatMonth, weekdayInitials } from '../say/format-day.ts';
import { useLanguage } from '../say/language.tsx';
import { weeksOf } from './month.ts';

interface Props {
  readonly month: Day;
  readonly weekStart: WeekStart;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  readonly focus: Day;
  readonly today: Day;
  readonly max?: Day;
  readonly onDay: (day: Day) => void;
  readonly onHover: (day: Day) => void;
}

/** One month of a calendar; the keys are handled by what holds it. */
export function MonthGrid({ month, weekStart, from, to, focus, today, max, onDay, onHover }: Props) {
  const language = useLanguage();
  const classOf = (day: Day) => {
    const names = ['ui-day'];
    if (from && day >= from && day <= (to ?? from)) names.push('ui-day-in');
    if (day === from || day === to) names.push('ui-day-end');
    if (day === today) names.push('ui-day-today');
    return names.join(' ');
  };
  return (
    <table className="ui-month" aria-label={formatMonth(month, language)}>
      <thead>
        <tr>
          {weekdayInitials(language, weekStart).map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month, weekStart).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td key={day}>
                {day.slice(0, 7) === month.slice(0, 7) && (
                  <button
                    type="button"
                    className={classOf(day)}
                    data-day={day}
                    aria-label={day}
                    aria-pressed={day === from || day === to}
                    disabled={max !== undefined && day > max}
                    tabIndex={day === focus ? 0 : -1}
                    onClick={() => onDay(day)}
                    onMouseEnter={() => onHover(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
