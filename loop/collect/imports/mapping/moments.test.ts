import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { openTestFiles } from '../testing.ts';
import type { MomentForm } from './layout-names.ts';
import { fitsForm, momentSql } from './moment-form.ts';
import { numberSql, readNumber } from './number-form.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles();
});
afterAll(() => product.close());

async function moment(text: string, form: MomentForm, zone = 'UTC'): Promise<string | null> {
  const [row] = await product.warehouse.read<{ moment: string | null }>(
    sql`SELECT toTimeZone(${momentSql(sql`${text}`, form, zone)}, 'UTC') AS moment`,
  );
  return row?.moment?.replace('.000Z', 'Z') ?? null;
}

const cases: [text: string, form: MomentForm, moment: string][] = [
  ['2024-01-05', 'iso', '2024-01-05T00:00:00Z'],
  ['2024-1-5 3:02', 'iso', '2024-01-05T03:02:00Z'],
  ['2024-01-05T13:02:03.250+08:00', 'iso', '2024-01-05T05:02:03.250Z'],
  ['2024-01-05 13:02:03 UTC', 'iso', '2024-01-05T13:02:03Z'],
  ['2024/1/5 13:02', 'year-first', '2024-01-05T13:02:00Z'],
  ['2024.01.05', 'year-first', '2024-01-05T00:00:00Z'],
  ['5/1/2024 13:02', 'day-first', '2024-01-05T13:02:00Z'],
  ['25.12.2024', 'day-first', '2024-12-25T00:00:00Z'],
  ['1/5/2024 1:02 PM', 'month-first', '2024-01-05T13:02:00Z'],
  ['12/25/24', 'month-first', '2024-12-25T00:00:00Z'],
  ['20240105', 'compact', '2024-01-05T00:00:00Z'],
  ['202401051302', 'compact', '2024-01-05T13:02:00Z'],
  ['20240105130203', 'compact', '2024-01-05T13:02:03Z'],
  ['2024年1月5日', 'chinese', '2024-01-05T00:00:00Z'],
  ['2024年1月5日 13:02', 'chinese', '2024-01-05T13:02:00Z'],
  ['2024年01月05日 13时02分03秒', 'chinese', '2024-01-05T13:02:03Z'],
  ['Jan 5, 2024', 'words', '2024-01-05T00:00:00Z'],
  ['5 January 2024 13:02', 'words', '2024-01-05T13:02:00Z'],
  ['1704459723', 'seconds', '2024-01-05T13:02:03Z'],
  ['1704459723250', 'milliseconds', '2024-01-05T13:02:03.250Z'],
  ['1704459723250.75', 'milliseconds', '2024-01-05T13:02:03.251Z'],
  ['1704459723.123456789', 'seconds', '2024-01-05T13:02:03.123Z'],
  ['1772330400123456', 'microseconds', '2026-03-01T02:00:00.123Z'],
  ['1772330400123456789', 'nanoseconds', '2026-03-01T02:00:00.123Z'],
  ['2024-01-05 13:02:03.123456789', 'iso', '2024-01-05T13:02:03.123Z'],
  ['46082', 'serial', '2026-03-01T00:00:00Z'],
  ['46082.4201388889', 'serial', '2026-03-01T10:05:00Z'],
  ['2026/3/1 下午 9:05:00', 'year-first', '2026-03-01T21:05:00Z'],
  ['2026/3/2 上午 9:05:00', 'year-first', '2026-03-02T09:05:00Z'],
  ['2026/3/1 上午12:05', 'year-first', '2026-03-01T00:05:00Z'],
  ['2026年3月1日 下午9:05:00', 'chinese', '2026-03-01T21:05:00Z'],
  ['2026年3月1日 凌晨2点05分', 'chinese', '2026-03-01T02:05:00Z'],
  ['2026年3月1日 中午12:30', 'chinese', '2026-03-01T12:30:00Z'],
  ['2026年03月01日 晚上8时05分09秒', 'chinese', '2026-03-01T20:05:09Z'],
  ['2026年3月1日星期日 21:05', 'chinese', '2026-03-01T21:05:00Z'],
  ['２０２６－０３－０１ １０：０５', 'iso', '2026-03-01T10:05:00Z'],
  ['Sun, 01 Mar 2026 10:00:00 +0800', 'words', '2026-03-01T02:00:00Z'],
  ['Sun, 1 Mar 2026 10:00:00 GMT', 'words', '2026-03-01T10:00:00Z'],
  ['Sun Mar 01 2026 10:00:00 GMT+0800 (中国标准时间)', 'words', '2026-03-01T02:00:00Z'],
  ['Sun Mar  1 10:00:00 2026', 'words', '2026-03-01T10:00:00Z'],
  ['Sun Mar 01 10:00:00 JST 2026', 'words', '2026-03-01T01:00:00Z'],
  ['01-MAR-26 09.05.00.000000 PM', 'words', '2026-03-01T21:05:00Z'],
  ['01-Mar-2026', 'words', '2026-03-01T00:00:00Z'],
  ['March 1st, 2026 9:05 p.m.', 'words', '2026-03-01T21:05:00Z'],
  ['Mar 1, 2026, 9:05:07 PM', 'words', '2026-03-01T21:05:07Z'],
  ['2026-03-01 10:00:00 EST', 'iso', '2026-03-01T15:00:00Z'],
  ['2026-03-01 10:00:00 Asia/Shanghai', 'iso', '2026-03-01T02:00:00Z'],
  ['2026-07-01T10:00:00+02:00[Europe/Paris]', 'iso', '2026-07-01T08:00:00Z'],
  ['2026-07-01 10:00:00 America/New_York', 'iso', '2026-07-01T14:00:00Z'],
  ['2026-03-01 10:00:00 UTC+8', 'iso', '2026-03-01T02:00:00Z'],
  ['2026-03-01 10:00:00-0330', 'iso', '2026-03-01T13:30:00Z'],
  ['26/03/01 10:00', 'short-year', '2026-03-01T10:00:00Z'],
  ['01.03.26', 'day-first', '2026-03-01T00:00:00Z'],
  ['20260301 10:05:09', 'compact', '2026-03-01T10:05:09Z'],
  ['20260301T100509Z', 'compact', '2026-03-01T10:05:09Z'],
];

it.each(cases)('reads %s, written %s', async (text, form, wanted) => {
  expect(fitsForm(text, form)).toBe(true);
  expect(await moment(text, form)).toBe(wanted);
});

it('reads no moment out of what is none', async () => {
  const rubbish: [string, MomentForm][] = [
    ['12', 'iso'],
    ['2024-02-30', 'iso'],
    ['yesterday', 'iso'],
    ['20241301', 'compact'],
    ['1.5', 'day-first'],
    ['abc', 'seconds'],
    ['', 'milliseconds'],
    ['2024-01-05 25:00:00', 'iso'],
    ['2024-01-05 10:61', 'iso'],
    ['2024-01-05 10:00:00 XYZ', 'iso'],
    ['2024-01-05 10:00:00 Nowhere/City', 'iso'],
    ['2024-01-05 tomorrow', 'iso'],
    ['Feb 30, 2024', 'words'],
    ['99999', 'serial'],
    ['未支付', 'iso'],
  ];
  for (const [text, form] of rubbish)
    expect([text, fitsForm(text, form), await moment(text, form)]).toEqual([text, false, null]);
});

it('takes CST for the zone of China, unless the file is of America', async () => {
  expect(await moment('2026-03-01 10:00:00 CST', 'iso', 'Asia/Shanghai')).toBe('2026-03-01T02:00:00Z');
  expect(await moment('2026-03-01 10:00:00 CST', 'iso', 'America/Chicago')).toBe('2026-03-01T16:00:00Z');
});

it('takes local times on both sides of a change of the clock', async () => {
  const zone = 'America/New_York';
  expect(await moment('2024-03-10 01:30:00', 'iso', zone)).toBe('2024-03-10T06:30:00Z');
  expect(await moment('2024-03-10 03:30:00', 'iso', zone)).toBe('2024-03-10T07:30:00Z');
  expect(await moment('2024-11-03 00:30:00', 'iso', zone)).toBe('2024-11-03T04:30:00Z');
  expect(await moment('2024-11-03 02:30:00', 'iso', zone)).toBe('2024-11-03T07:30:00Z');
  expect(await moment('20240710', 'compact', zone)).toBe('2024-07-10T04:00:00Z');
  expect(await moment('10/7/2024 8:00', 'day-first', 'Asia/Shanghai')).toBe('2024-07-10T00:00:00Z');
});

it('reads numbers as they are written in the world, here and in the engine alike', async () => {
  const given: [text: string, decimal: 'point' | 'comma', number: number | undefined][] = [
    ['1234.5', 'point', 1234.5],
    ['-1,234,567.25', 'point', -1_234_567.25],
    ['¥1,299.00', 'point', 1299],
    ['(12.50)', 'point', -12.5],
    ['USD 7', 'point', 7],
    ['3e3', 'point', 3000],
    ['1.234,56', 'comma', 1234.56],
    ['12,5 €', 'comma', 12.5],
    ['much', 'point', undefined],
    ['', 'point', undefined],
    ['1-2', 'point', undefined],
  ];
  for (const [text, decimal, number] of given) {
    expect([text, readNumber(text, decimal)]).toEqual([text, number]);
    const [row] = await product.warehouse.read<{ number: number | null }>(
      sql`SELECT ${numberSql(sql`${text}`, decimal, false)} AS found, if(isFinite(found), found, NULL) AS number`,
    );
    expect([text, row?.number ?? undefined]).toEqual([text, number]);
  }
});
