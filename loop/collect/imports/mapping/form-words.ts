import type { Words } from '#lib/core';
import type { MomentForm } from './layout-names.ts';

/** How a moment is written, by an example. */
export const formWords: Readonly<Record<MomentForm, Words>> = {
  iso: { zh: '2024-01-05 13:02', en: '2024-01-05 13:02' },
  'year-first': { zh: '2024/1/5 13:02', en: '2024/1/5 13:02' },
  'day-first': { zh: '5/1/2024（日/月）', en: '5/1/2024 (day first)' },
  'month-first': { zh: '1/5/2024（月/日）', en: '1/5/2024 (month first)' },
  'short-year': { zh: '24/1/5（年/月/日）', en: '24/1/5 (year first)' },
  compact: { zh: '20240105', en: '20240105' },
  chinese: { zh: '2024年1月5日', en: '2024年1月5日' },
  words: { zh: 'Jan 5, 2024', en: 'Jan 5, 2024' },
  seconds: { zh: '秒级时间戳', en: 'seconds since 1970' },
  milliseconds: { zh: '毫秒级时间戳', en: 'milliseconds since 1970' },
  microseconds: { zh: '微秒级时间戳', en: 'microseconds since 1970' },
  nanoseconds: { zh: '纳秒级时间戳', en: 'nanoseconds since 1970' },
  serial: { zh: '45296.5（表格软件的天数）', en: '45296.5 (days of a spreadsheet)' },
};
