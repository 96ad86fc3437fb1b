import { expect, it } from 'vitest';
import { lastTime, nextTime, type Schedule } from './schedule.ts';

const daily = (at: string, zone: string): Schedule => ({ every: 'day', at, zone, missed: 'skip' });
const times = (schedule: Schedule, after: string, count: number) => {
  const found: string[] = [];
  for (let time = new Date(after); found.length < count; ) {
    time = nextTime(schedule, time);
    found.push(time.toISOString().slice(0, 16));
  }
  return found;
};

it('comes every day at the time that the clocks of the zone show', () => {
  expect(times(daily('03:30', 'Asia/Shanghai'), '2026-03-01T18:00:00Z', 2)).toEqual([
    '2026-03-01T19:30',
    '2026-03-02T19:30',
  ]);
  expect(times(daily('00:00', 'Pacific/Kiritimati'), '2026-03-01T09:59:00Z', 1)).toEqual([
    '2026-03-01T10:00',
  ]);
  expect(times(daily('23:59', 'Pacific/Pago_Pago'), '2026-03-01T10:59:00Z', 1)).toEqual(['2026-03-02T10:59']);
});

it('comes once a day where clocks are put forward over its time, and where they show it twice', () => {
  // New York jumps from 02:00 to 03:00 on 8 March, and shows 01:00 to 02:00 twice on 1 November
  expect(times(daily('02:30', 'America/New_York'), '2026-03-07T00:00:00Z', 3)).toEqual([
    '2026-03-07T07:30',
    '2026-03-08T07:30',
    '2026-03-09T06:30',
  ]);
  expect(times(daily('01:30', 'America/New_York'), '2026-10-31T00:00:00Z', 3)).toEqual([
    '2026-10-31T05:30',
    '2026-11-01T05:30',
    '2026-11-02T06:30',
  ]);
  expect(times(daily('02:30', 'Europe/Berlin'), '2026-10-24T12:00:00Z', 2)).toEqual([
    '2026-10-25T00:30',
    '2026-10-26T01:30',
  ]);
});

it('comes every hour at its minute', () => {
  const hourly: Schedule = { every: 'hour', minute: 7, missed: 'skip' };
  expect(times(hourly, '2026-03-01T18:07:00Z', 2)).toEqual(['2026-03-01T19:07', '2026-03-01T20:07']);
  expect(lastTime(hourly, new Date('2026-03-01T18:06:59Z')).toISOString()).toBe('2026-03-01T17:07:00.000Z');
});

it('knows the last time up to a moment as the one after which the next comes', () => {
  for (const zone of [
    'Asia/Shanghai',
    'America/New_York',
    'Europe/Berlin',
    'Pacific/Apia',
    'Australia/Lord_Howe',
  ])
    for (let hour = 0; hour < 24 * 400; hour += 7) {
      const moment = new Date(Date.UTC(2026, 0, 1, hour, 13));
      const schedule = daily('02:15', zone);
      const [last, next] = [lastTime(schedule, moment), nextTime(schedule, moment)];
      expect(last <= moment && moment < next).toBe(true);
      expect(nextTime(schedule, last)).toEqual(next);
    }
});
