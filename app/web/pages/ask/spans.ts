import { addDays, type Day, dayIn, type Words } from '#lib/core';
import { type Calendar, intervalOf, type Span, type Unit } from '#loop/condition';

interface Preset {
  readonly title: Words;
  readonly span: (calendar: Calendar) => Span;
}

const last = (n: number, unit: Unit) => (): Span => ({ last: n, unit });

/** Spans by name. Those that move with the day stay relative in the question; yesterday and the like are fixed days. */
export const presets: Readonly<Record<string, Preset>> = {
  today: { title: { zh: '今日', en: 'Today' }, span: last(1, 'day') },
  yesterday: {
    title: { zh: '昨日', en: 'Yesterday' },
    span: (calendar) => {
      const day = addDays(dayIn(calendar.now, calendar.timeZone), -1);
      return { from: day, to: day };
    },
  },
  days7: { title: { zh: '近 7 日', en: 'Last 7 days' }, span: last(7, 'day') },
  days30: { title: { zh: '近 30 日', en: 'Last 30 days' }, span: last(30, 'day') },
  days90: { title: { zh: '近 90 日', en: 'Last 90 days' }, span: last(90, 'day') },
  week: { title: { zh: '本周', en: 'This week' }, span: last(1, 'week') },
  weeks12: { title: { zh: '近 12 周', en: 'Last 12 weeks' }, span: last(12, 'week') },
  month: { title: { zh: '本月', en: 'This month' }, span: last(1, 'month') },
  lastMonth: {
    title: { zh: '上月', en: 'Last month' },
    span: (calendar) => {
      const first = `${dayIn(calendar.now, calendar.timeZone).slice(0, 7)}-01`;
      const end = addDays(first, -1);
      return { from: `${end.slice(0, 7)}-01`, to: end };
    },
  },
  quarter: { title: { zh: '本季度', en: 'This quarter' }, span: last(1, 'quarter') },
  year: { title: { zh: '今年', en: 'This year' }, span: last(1, 'year') },
  months12: { title: { zh: '近 12 个月', en: 'Last 12 months' }, span: last(12, 'month') },
};

/** The first and last day a span covers. */
export function daysOf(span: Span, calendar: Calendar): { from: Day; to: Day } {
  const { from, to } = intervalOf(span, calendar);
  return { from: dayIn(from, calendar.timeZone), to: dayIn(new Date(to.getTime() - 1), calendar.timeZone) };
}

/** The name of a span, when it has one. */
export function presetOf(span: Span, calendar: Calendar): string | undefined {
  const same = (other: Span) => JSON.stringify(other) === JSON.stringify(span);
  return Object.keys(presets).find((key) => same(presets[key]!.span(calendar)));
}
