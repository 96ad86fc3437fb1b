import { addDays, type Table, type TableRow, type Words } from '#lib/core';

/** What the gallery shows stands still: nothing in it moves with the clock. */
export const today = '2026-11-22';
export const days = Array.from({ length: 14 }, (_, at) => addDays(today, at - 13));

export const platforms: readonly Words[] = [
  { zh: '苹果', en: 'iOS' },
  { zh: '安卓', en: 'Android' },
  { zh: '网页', en: 'Web' },
  { zh: '小程序', en: 'Mini program' },
  { zh: '门店', en: 'Shop' },
  { zh: '平板', en: 'Tablet' },
];
export const cities: readonly { readonly name: Words; readonly people: number; readonly rate: number }[] = [
  { name: { zh: '上海', en: 'Shanghai' }, people: 18_240, rate: 0.312 },
  { name: { zh: '杭州', en: 'Hangzhou' }, people: 12_480, rate: 0.287 },
  { name: { zh: '成都', en: 'Chengdu' }, people: 9_310, rate: 0.341 },
  { name: { zh: '广州', en: 'Guangzhou' }, people: 7_052, rate: 0.198 },
  { name: { zh: '乌鲁木齐', en: 'Ürümqi' }, people: 846, rate: 0.104 },
];

/** A course with a week in it, the same on every machine. */
export function course(level: number, at: number): number {
  return Math.round(level * (1 + 0.18 * Math.sin((at * 2 * Math.PI) / 7) + 0.012 * at));
}

const city = { key: 'city', title: { zh: '城市', en: 'City' }, kind: 'text', role: 'dimension' } as const;
const people = {
  key: 'people',
  title: { zh: '人数', en: 'People' },
  kind: 'number',
  role: 'measure',
} as const;
const rate = { key: 'rate', title: { zh: '次周留存', en: 'Week 1' }, kind: 'rate', role: 'measure' } as const;
const day = { key: 'day', title: { zh: '日期', en: 'Day' }, kind: 'day', role: 'period' } as const;
const platform = {
  key: 'platform',
  title: { zh: '平台', en: 'Platform' },
  kind: 'text',
  role: 'dimension',
} as const;

const before = {
  key: 'before',
  title: { zh: '上期', en: 'Before' },
  kind: 'number',
  role: 'measure',
  comparedTo: 'people',
} as const;
const against = {
  key: 'against',
  title: { zh: '比上期', en: 'against before' },
  kind: 'day',
  role: 'compared',
} as const;
/** Stands in place of a day where all of them are summed up. */
const total: Words = { zh: '合计', en: 'Total' };

const sumOf = (level: number, shift: number) =>
  days.reduce((sum, _, at) => sum + course(level, at + shift), 0);

const table = (columns: Table['columns'], rows: readonly TableRow[]): Table => ({
  columns,
  rows,
  points: rows.map(() => null),
});

/** Tables of the forms that answers have; each type of chart is drawn from those that fit it. */
export const tables: Readonly<Record<string, Table>> = {
  compared: table(
    [day, against, people, before],
    [
      ...days.map((day, at) => ({
        day,
        against: addDays(day, -14),
        people: course(2_400, at),
        before: course(2_150, at + 1),
      })),
      { day: total, against: total, people: sumOf(2_400, 0), before: sumOf(2_150, 1) },
    ],
  ),
  few: table(
    [city, people],
    cities.map(({ name, people }) => ({ city: name, people })),
  ),
  rates: table(
    [city, rate],
    cities.map(({ name, rate }) => ({ city: name, rate })),
  ),
  course: table(
    [day, people],
    days.map((day, at) => ({ day, people: course(2_400, at) })),
  ),
  courses: table(
    [platform, day, people],
    platforms.flatMap((platform, which) => [
      ...days.map((day, at) => ({ platform, day, people: course(2_400 / (which + 1), at + which) })),
      { platform, day: total, people: sumOf(2_400 / (which + 1), which) },
    ]),
  ),
};

/** How often somebody did something on each day of half a year. */
export const habit: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 182 }, (_, at) => {
    const often = Math.round(4 * Math.sin(at / 23) + 3 * Math.sin((at * 2 * Math.PI) / 7));
    return [addDays(today, at - 181), often] as const;
  }).filter(([, often]) => often > 0),
);
