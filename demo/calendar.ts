import { addDays, type Day } from '#lib/core';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** China has one time zone and no daylight saving, so local midnight is plain arithmetic. */
const BEIJING = 8 * HOUR;

type PromotionId = 'double_eleven' | 'six_eighteen' | 'double_twelve' | 'queens_day' | 'new_year_fair';

/** One day of the company. */
export interface CompanyDay {
  day: Day;
  /** How much people feel like visiting; 1 is an ordinary day. */
  demand: number;
  /** How much more likely a visit ends in an order. */
  appetite: number;
  promotion?: PromotionId;
}

interface Season {
  from: string;
  to: string;
  demand: number;
  appetite: number;
  promotion?: PromotionId;
}

/** The Chinese shopping year; the first that matches counts. Lunar feasts stand at their usual place. */
const seasons: readonly Season[] = [
  { from: '11-11', to: '11-11', demand: 3, appetite: 2.6, promotion: 'double_eleven' },
  { from: '11-01', to: '11-10', demand: 1.3, appetite: 1.2 },
  { from: '11-12', to: '11-18', demand: 0.85, appetite: 0.6 },
  { from: '06-18', to: '06-18', demand: 2.5, appetite: 2.3, promotion: 'six_eighteen' },
  { from: '06-10', to: '06-17', demand: 1.25, appetite: 1.2 },
  { from: '12-12', to: '12-12', demand: 1.7, appetite: 1.6, promotion: 'double_twelve' },
  { from: '03-08', to: '03-08', demand: 1.6, appetite: 1.6, promotion: 'queens_day' },
  { from: '01-12', to: '01-12', demand: 1.6, appetite: 1.7, promotion: 'new_year_fair' },
  { from: '01-13', to: '01-25', demand: 1.25, appetite: 1.35 },
  { from: '01-29', to: '02-06', demand: 0.6, appetite: 0.7 },
  { from: '03-25', to: '04-20', demand: 1.12, appetite: 1.15 },
  { from: '09-15', to: '09-28', demand: 1.15, appetite: 1.3 },
];

const weekdays = [1.15, 0.94, 0.93, 0.95, 0.97, 1.02, 1.18];

function companyDay(day: Day): CompanyDay {
  const date = day.slice(5);
  const season = seasons.find(({ from, to }) => from <= date && date <= to);
  const weekday = weekdays[new Date(day).getUTCDay()] ?? 1;
  return {
    day,
    demand: weekday * (season?.demand ?? 1),
    appetite: season?.appetite ?? 1,
    promotion: season?.promotion,
  };
}

/** The days before `until`, oldest first. */
export function companyDays(until: Day, days: number): CompanyDay[] {
  return Array.from({ length: days }, (_, place) => companyDay(addDays(until, place - days)));
}

/** The moment the day begins in China. */
export function midnight(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) - BEIJING;
}

/** How busy each hour of the day is: lunch and late evening stand out. */
export const hourWeights: readonly number[] = [
  2, 1, 0.5, 0.3, 0.3, 0.5, 1.2, 2.4, 3.6, 4.4, 5, 5.2, 6.4, 5.6, 4.6, 4.6, 4.6, 4.8, 5.2, 6.4, 8.4, 9, 7.4,
  4.4,
];
