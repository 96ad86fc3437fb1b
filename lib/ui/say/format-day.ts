import { addDays, type Day, daysBetween, type Language } from '#lib/core';
import { missing } from './format-number.ts';

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

const weekdayNumber = (day: Day) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** 周一, Mon. */
export function formatWeekday(day: Day, language: Language): string {
  return weekdays[language][weekdayNumber(day)] ?? '';
}

/** 2026年11月, Nov 2026. */
export function formatMonth(day: Day, language: Language): string {
  if (language === 'zh') return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`;
  const name = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });
  return `${name.format(new Date(`${day.slice(0, 7)}-01T00:00:00Z`))} ${day.slice(0, 4)}`;
}

/** 2026-11-16 – 2026-11-22; a single day stands alone. */
export function formatSpan(from: Day, to: Day): string {
  return from === to ? from : `${from} – ${to}`;
}

/** A moment in a time zone: 2026-11-22 09:41:05. */
export function formatMoment(moment: Date | string, timeZone: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return missing;
  return formatIn(timeZone).format(date);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes longer than a thousand uses of it. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const made =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, made);
  return made;
}

/** How long ago: 刚刚, 3 分钟前, yesterday; the day itself when more than a month has passed. */
export function formatAgo(moment: Date, now: Date, timeZone: string, language: Language): string {
  const seconds = Math.round((now.getTime() - moment.getTime()) / 1000);
  if (Math.abs(seconds) < 45) return language === 'zh' ? '刚刚' : 'just now';
  const day = formatMoment(moment, timeZone).slice(0, 10);
  const days = daysBetween(day, formatMoment(now, timeZone).slice(0, 10));
  if (Math.abs(days) > 30) return day;
  const relative = new Intl.RelativeTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { numeric: 'auto' });
  if (Math.abs(seconds) < 3600) return relative.format(-Math.round(seconds / 60), 'minute');
  if (days === 0 || Math.abs(seconds) < 43_200) return relative.format(-Math.round(seconds / 3600), 'hour');
  return relative.format(-days, 'day');
}

/** The seven weekday initials in reading order, for the head of a calendar. */
export function weekdayInitials(language: Language, weekStart: 'monday' | 'sunday'): string[] {
  const sunday = '2026-11-22';
  const first = weekStart === 'monday' ? addDays(sunday, 1) : sunday;
  return Array.from({ length: 7 }, (_, i) => {
    const name = formatWeekday(addDays(first, i), language);
    return language === 'zh' ? name.slice(1) : name.slice(0, 2);
  });
}

/** 11月26日 周四, Thu 26 Nov; with the year where it is not the one of `today`. */
export function formatDayLong(day: Day, today: Day, language: Language): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  const weekday = formatWeekday(day, language);
  const date = Number(day.slice(8));
  if (language === 'zh')
    return `${sameYear ? '' : `${day.slice(0, 4)}年`}${Number(day.slice(5, 7))}月${date}日 ${weekday}`;
  const [month, year] = formatMonth(day, 'en').split(' ');
  return `${weekday} ${date} ${month}${sameYear ? '' : ` ${year}`}`;
}
