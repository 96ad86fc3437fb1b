import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayIn, seededRandom, startOfDay } from '#lib/core';
import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import { intervalOf, type Unit, units } from '#loop/condition';
import { openTestWarehouse } from '../../../lib/store/testing/stores.ts';
import { naivePeriod } from '../testing/naive-calendar.ts';
import { askedInterval } from './asked-interval.ts';
import { labelOfPeriod, periodAt, periodNumber, periodsOf, startOfPeriod } from './period.ts';

const zones = [
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
];
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
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openTestWarehouse();
  });
  afterAll(() => warehouse.close());

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
      const rows = await warehouse.read<{ number: string }>(
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
    ['quarter', 'monday', '2026-Q4', 1],
    ['year', 'monday', '2026', 1],
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
      '2026-11-01 01:00 -04:00',
      '2026-11-01 01:00 -05:00',
      '2026-11-01 02:00',
    ]);
  });

  /** The labels of the hours of a day that differ from plain full hours, and their number. */
  const oddHours = (day: string, timeZone: string) => {
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    const periods = periodsOf(span(day, next, timeZone), 'hour', calendar(timeZone));
    const labels = Array.from({ length: periods.count }, (_, number) => labelOfPeriod(number, periods));
    expect(new Set(labels).size).toBe(labels.length);
    return [
      periods.count,
      ...labels.map((label) => label.slice(11)).filter((label) => !/^..:00$/.test(label)),
    ];
  };

  it.each([
    ['2026-04-05', 'Australia/Lord_Howe', [25, '01:00 +11:00', '01:30 +10:30']],
    ['2026-10-04', 'Australia/Lord_Howe', [24, '02:30']],
    ['2026-10-25', 'Europe/Berlin', [25, '02:00 +02:00', '02:00 +01:00']],
    ['2026-03-29', 'Europe/Berlin', [23]],
    ['1991-09-15', 'Asia/Shanghai', [25, '01:00 +09:00', '01:00 +08:00']],
    ['2026-05-01', 'Asia/Kathmandu', [24]],
    ['2026-11-01', 'America/St_Johns', [25, '01:00 -02:30', '01:00 -03:30']],
    ['2018-11-04', 'America/Sao_Paulo', [23]],
    ['2018-05-04', 'Asia/Pyongyang', [24]],
  ])('are the hours that the clock shows on %s in %s', (day, timeZone, expected) => {
    expect(oddHours(day, timeZone)).toEqual(expected);
  });

  it('go on at full hours after a change by half an hour', () => {
    const periods = periodsOf(
      span('2026-04-04', '2026-04-07', 'Australia/Lord_Howe'),
      'hour',
      calendar('Australia/Lord_Howe'),
    );
    expect(labelOfPeriod(72, periods)).toBe('2026-04-06 23:00');
    const last = intervalOf(
      { last: 3, unit: 'hour' },
      { ...calendar('Asia/Kathmandu'), now: new Date('2026-11-22T00:00:00Z') },
    );
    expect(labelOfPeriod(0, periodsOf(last, 'hour', calendar('Asia/Kathmandu')))).toBe('2026-11-22 03:00');
  });

  it.each([
    [
      'Pacific/Apia',
      '2011-12-28',
      '2012-01-02',
      ['2011-12-28', '2011-12-29', '2011-12-30', '2011-12-31', '2012-01-01'],
    ],
    ['America/Sao_Paulo', '2018-11-03', '2018-11-06', ['2018-11-03', '2018-11-04', '2018-11-05']],
    ['Asia/Shanghai', '1991-09-14', '1991-09-17', ['1991-09-14', '1991-09-15', '1991-09-16']],
    ['America/St_Johns', '2010-11-06', '2010-11-09', ['2010-11-06', '2010-11-07', '2010-11-08']],
  ])(
    'are called by the days of the calendar, where a day or midnight is left out too: %s',
    (timeZone, from, to, days) => {
      const periods = periodsOf(span(from, to, timeZone), 'day', calendar(timeZone));
      const labels = Array.from({ length: periods.count }, (_, number) => labelOfPeriod(number, periods));
      expect(labels).toEqual(days);
    },
  );

  it('begin with the first midnight where the clock is put back over it', async () => {
    // at 00:01 on 7 November 2010 clocks in St. John's went back to 23:01 on the 6th
    for (const unit of ['day', 'week', 'month', 'quarter', 'year'] as const) {
      const periods = periodsOf(span('2010-11-07', '2010-11-09', 'America/St_Johns'), unit, {
        ...calendar('America/St_Johns'),
        weekStart: 'sunday',
      });
      const moments = ['2010-11-07 02:30:30.000', '2010-11-07 02:45:00.000', '2010-11-08 03:29:59.999'];
      const rows = await warehouse.read<{ number: string }>(
        sql`SELECT ${periodNumber(sql`time`, periods)} AS number FROM (SELECT toDateTime64(arrayJoin(${moments}), 3, 'UTC') AS time)`,
      );
      expect(rows.map(({ number }) => Number(number))).toEqual([0, 0, 0]);
      for (const moment of moments)
        expect(periodAt(new Date(`${moment.replace(' ', 'T')}Z`), periods)).toBe(0);
    }
  });
});

describe('a question of complete periods only', () => {
  const asked = (unit: Unit, question: object) => {
    const at = { ...calendar('Asia/Shanghai'), now: new Date('2026-11-19T04:00:00Z') };
    const { from, to } = askedInterval({ span: { last: 3, unit }, unit, complete: true, ...question }, at);
    return [from, to].map((moment) => dayIn(moment, at.timeZone));
  };

  it('ends where the running period begins', () => {
    expect(asked('day', {})).toEqual(['2026-11-17', '2026-11-19']);
    expect(asked('week', {})).toEqual(['2026-11-02', '2026-11-16']);
    expect(asked('quarter', {})).toEqual(['2026-04-01', '2026-10-01']);
    expect(asked('day', { unit: 'month' })).toEqual(['2026-11-17', '2026-11-17']);
  });

  it('keeps what is over already, and what it is not asked for', () => {
    expect(asked('day', { span: { from: '2026-11-02', to: '2026-11-03' } })).toEqual([
      '2026-11-02',
      '2026-11-04',
    ]);
    expect(asked('day', { complete: false })).toEqual(['2026-11-17', '2026-11-20']);
    expect(asked('day', { span: { from: '2026-11-18' } })).toEqual(['2026-11-18', '2026-11-19']);
  });
});
