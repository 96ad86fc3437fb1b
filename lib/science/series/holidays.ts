import { wholeNumber } from '../check.ts';

/** A day on which people behave otherwise. */
export interface Holiday {
  readonly name: HolidayName;
  /** As 2026-02-17. */
  readonly day: string;
}

type OfYear = (year: number) => string;

const fixed =
  (monthDay: string): OfYear =>
  (year) =>
    `${year}-${monthDay}`;

/** Days by name: those of the Chinese calendar by its months, those of the West by theirs, and the great shopping days. */
export const holidayRules = {
  newYear: fixed('01-01'),
  springFestival: (year) => chineseDay(year, 1, 1),
  lanternFestival: (year) => chineseDay(year, 1, 15),
  qingming: (year) => `${year}-04-${String(qingmingDay(year)).padStart(2, '0')}`,
  labourDay: fixed('05-01'),
  dragonBoat: (year) => chineseDay(year, 5, 5),
  shopping618: fixed('06-18'),
  qixi: (year) => chineseDay(year, 7, 7),
  midAutumn: (year) => chineseDay(year, 8, 15),
  nationalDay: fixed('10-01'),
  singlesDay: fixed('11-11'),
  doubleTwelve: fixed('12-12'),
  valentine: fixed('02-14'),
  easter: (year) => easterSunday(year),
  halloween: fixed('10-31'),
  blackFriday: (year) => plusDays(thanksgiving(year), 1),
  thanksgiving: (year) => thanksgiving(year),
  christmas: fixed('12-25'),
} as const satisfies Record<string, OfYear>;

export type HolidayName = keyof typeof holidayRules;

/** All holidays from one year to another, both included, in the order of time. Years 1901 to 2099. */
export function holidaysBetween(
  fromYear: number,
  toYear: number,
  names = Object.keys(holidayRules) as HolidayName[],
): Holiday[] {
  for (const year of [fromYear, toYear]) wholeNumber('year', year, 1901, 2099);
  const years = Array.from({ length: toYear - fromYear + 1 }, (_, k) => fromYear + k);
  return years
    .flatMap((year) => names.map((name): Holiday => ({ name, day: holidayRules[name](year) })))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

const dayMilliseconds = 86_400_000;
const asDay = (moment: number) => new Date(moment).toISOString().slice(0, 10);
const plusDays = (day: string, days: number) => asDay(Date.parse(day) + days * dayMilliseconds);

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

/** The day of our calendar on which a day of the Chinese year that begins in `year` falls; leap months do not count. */
function chineseDay(year: number, month: number, day: number): string {
  const from = Date.UTC(year, 0, 20 + Math.floor((month - 1) * 29.53));
  for (let offset = 0; offset < 70; offset++) {
    const moment = from + offset * dayMilliseconds;
    const parts = chinese.formatToParts(moment);
    const value = (type: string) => parts.find((part) => part.type === type)?.value;
    if (value('month') === String(month) && value('day') === String(day)) return asDay(moment);
  }
  throw new RangeError(`no day ${month}/${day} in the Chinese year of ${year}`);
}

/** Day of April of the solar term Qingming, by the rule of thumb that holds from 1901 to 2099. */
function qingmingDay(year: number): number {
  const inCentury = year % 100;
  const start = year < 2000 ? 5.59 : 4.81;
  return Math.floor(inCentury * 0.2422 + start) - Math.floor(inCentury / 4);
}

/** Western Easter by the rule of Meeus, Jones and Butcher (1876). */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const moon =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const week = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - moon - (c % 4)) % 7;
  const late = Math.floor((a + 11 * moon + 22 * week) / 451);
  const days = moon + week - 7 * late + 114;
  return asDay(Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1));
}

/** The fourth Thursday of November. */
function thanksgiving(year: number): string {
  const first = new Date(Date.UTC(year, 10, 1)).getUTCDay();
  return asDay(Date.UTC(year, 10, 1 + ((11 - first) % 7) + 21));
}
