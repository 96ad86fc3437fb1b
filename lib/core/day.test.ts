import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayIn,
  daysBetween,
  momentIn,
  startOfDay,
  startOfWeek,
  wallTime,
} from './day.ts';
import { seededRandom } from './random.ts';
import { isTimeZone } from './time-zone.ts';

describe('days', () => {
  it('tells the calendar day of a moment in a time zone', () => {
    expect(dayIn(new Date('2026-03-01T16:30:00Z'), 'Asia/Shanghai')).toBe('2026-03-02');
    expect(dayIn(new Date('2026-03-01T16:30:00Z'), 'America/New_York')).toBe('2026-03-01');
  });

  it('adds days and months over the ends of months and leap years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-03-31', -13)).toBe('2023-02-28');
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  });

  it('starts weeks on Monday or Sunday', () => {
    expect(startOfWeek('2026-11-22', 'monday')).toBe('2026-11-16');
    expect(startOfWeek('2026-11-22', 'sunday')).toBe('2026-11-22');
  });

  it('finds midnight on both sides of a change of the clock', () => {
    expect(startOfDay('2026-03-08', 'America/New_York').toISOString()).toBe('2026-03-08T05:00:00.000Z');
    expect(startOfDay('2026-03-09', 'America/New_York').toISOString()).toBe('2026-03-09T04:00:00.000Z');
    expect(startOfDay('2026-11-01', 'America/New_York').toISOString()).toBe('2026-11-01T04:00:00.000Z');
    expect(startOfDay('2026-11-22', 'Asia/Shanghai').toISOString()).toBe('2026-11-21T16:00:00.000Z');
  });

  it('takes the first moment that exists where the clock skips midnight', () => {
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });

  it('reads a text without a zone on the clocks of the zone it is given', () => {
    const read = (text: string) => momentIn(text, 'Asia/Shanghai').toISOString();
    expect(read('2026-11-22')).toBe('2026-11-21T16:00:00.000Z');
    expect(read('2026-11-22 08:30')).toBe('2026-11-22T00:30:00.000Z');
    expect(read('2026-11-22T08:30:00.5')).toBe('2026-11-22T00:30:00.500Z');
    expect(read('2026-11-22T08:30:00Z')).toBe('2026-11-22T08:30:00.000Z');
    expect(read('2026-11-22T08:30:00-05:00')).toBe('2026-11-22T13:30:00.000Z');
  });

  it('shows at any moment what the clocks of the zone show', () => {
    const random = seededRandom(7);
    const zones = ['UTC', 'Asia/Shanghai', 'Asia/Kathmandu', 'America/New_York', 'America/Sao_Paulo'];
    const odd = [
      'Pacific/Apia',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Pyongyang',
      'Europe/Moscow',
    ];
    for (const timeZone of [...zones, ...odd]) {
      const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
      const changes = ['2011-12-30T10:00Z', '2018-11-04T03:00Z', '2026-03-08T07:00Z', '2026-11-01T06:00Z'];
      const near = changes.flatMap((change) =>
        [-5400, -1, 0, 1, 5400].map((s) => Date.parse(change) + s * 1000),
      );
      const some = Array.from({ length: 400 }, () => Math.floor(random() * 2 ** 41));
      for (const moment of [...near, ...some].map((ms) => new Date(ms)))
        expect(wallTime(moment, timeZone).slice(0, 19).replace('T', ' ')).toBe(clock.format(moment));
    }
  });

  it('knows which time zones exist', () => {
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});
