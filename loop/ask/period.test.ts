import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom, startOfDay } from '#lib/core';
import { sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import { type Unit, units } from '#loop/condition';
import { openTestColumns } from '../../lib/store/testing.ts';
import { labelOfPeriod, periodAt, periodNumber, periodsOf, startOfPeriod } from './period.ts';
import { naivePeriod } from './testing/naive-calendar.ts';

const zones = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'];
const calendar = (timeZone: string) => ({
  timeZone,
  weekStart: 'monday' as const,
  now: new Date('2026-11-22T00:00:00Z'),
});
const span = (from: string, to: string, timeZone: string) => ({
  from: startOfDay(from, timeZone),
  to: startOfDay(to, timeZone),
});

describe('periods', () => {
  let columns: Columns;
  beforeAll(async () => {
    columns = await openTestColumns();
  });
  afterAll(() => columns.close());

  it.each(zones)('have the same number in the engine, here, and counted by hand, in %s', async (timeZone) => {
    const random = seededRandom(7);
    const interval = span('2026-02-27', '2026-12-02', timeZone);
    for (const unit of units) {
      const periods = periodsOf(interval, unit, calendar(timeZone));
      const length = interval.to.getTime() - periods.origin.getTime();
      const borders = Array.from({ length: 120 }, (_, i) =>
        startOfPeriod(Math.floor(random() * periods.count) + (i % 2), periods).getTime(),
      );
      const times = [
        ...borders,
        ...borders.map((time) => time - 1),
        ...borders.map(() => periods.origin.getTime() + Math.floor(random() * length)),
      ].filter((time) => time >= periods.origin.getTime());
      const texts = times.map((time) => new Date(time).toISOString().replace('T', ' ').replace('Z', ''));
      const rows = await columns.read<{ number: string }>(
        sql`SELECT ${periodNumber(sql`time`, periods)} AS number FROM (SELECT toDateTime64(arrayJoin(${texts}), 3, 'UTC') AS time)`,
      );
      const origin = periods.origin.getTime();
      const naive = (time: number) =>
        naivePeriod(time, unit, origin, calendar(timeZone)) -
        naivePeriod(origin, unit, origin, calendar(timeZone));
      expect(
        rows.map(({ number }) => Number(number)),
        unit,
      ).toEqual(times.map(naive));
      expect(
        times.map((time) => periodAt(new Date(time), periods)),
        unit,
      ).toEqual(times.map(naive));
    }
  });

  it.each(zones)('end where the next begins, in %s', (timeZone) => {
    for (const unit of units) {
      const periods = periodsOf(span('2026-03-01', '2026-04-20', timeZone), unit, calendar(timeZone));
      for (let number = 0; number < periods.count; number++) {
        expect(periodAt(startOfPeriod(number, periods), periods)).toBe(number);
        expect(periodAt(new Date(startOfPeriod(number + 1, periods).getTime() - 1), periods)).toBe(number);
      }
    }
  });

  it('give the day of a change of the clock 23 hours in spring and 25 in autumn', () => {
    const hours = (day: string, next: string) =>
      periodsOf(span(day, next, 'America/New_York'), 'hour', calendar('America/New_York')).count;
    expect(hours('2026-03-08', '2026-03-09')).toBe(23);
    expect(hours('2026-11-01', '2026-11-02')).toBe(25);
  });

  it('touch one hour more where the clock moves by half an hour', () => {
    const periods = periodsOf(
      span('2026-04-05', '2026-04-06', 'Australia/Lord_Howe'),
      'hour',
      calendar('Australia/Lord_Howe'),
    );
    expect(periods.count).toBe(25);
  });

  it.each([
    ['week', 'monday', '2026-11-16', 2],
    ['week', 'sunday', '2026-11-15', 2],
    ['month', 'monday', '2026-11', 1],
  ] as const)(
    'are whole: the first %s (weeks from %s) of a span is called %s',
    (unit: Unit, weekStart, first, count) => {
      const periods = periodsOf(span('2026-11-18', '2026-11-27', 'Asia/Shanghai'), unit, {
        ...calendar('Asia/Shanghai'),
        weekStart,
      });
      expect(labelOfPeriod(0, periods)).toBe(first);
      expect(periods.count).toBe(count);
    },
  );

  it('are called by their first day or minute on the clock of the zone', () => {
    const hours = periodsOf(
      span('2026-11-01', '2026-11-02', 'America/New_York'),
      'hour',
      calendar('America/New_York'),
    );
    expect([0, 1, 2, 3].map((number) => labelOfPeriod(number, hours))).toEqual([
      '2026-11-01 00:00',
      '2026-11-01 01:00',
      '2026-11-01 01:00',
      '2026-11-01 02:00',
    ]);
  });
});
