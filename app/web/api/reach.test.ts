import { expect, it } from 'vitest';
import { reachOf } from './reach.ts';

const calendar = {
  timeZone: 'Asia/Shanghai',
  weekStart: 'monday' as const,
  now: new Date('2026-11-22T04:00:00Z'),
};

it('lets spans move with the day while events arrive', () => {
  const events = [{ from: '2025-08-24T05:00:00Z', to: '2026-11-22T02:00:00Z' }];
  const reach = reachOf(events, calendar);
  expect(reach).toMatchObject({ live: true, unit: 'week', from: '2025-08-24', to: '2026-11-22' });
  expect(reach?.last(10, 'week')).toEqual({ last: 10, unit: 'week' });
});

it('compares days that are over, and the first day of all with what there is of it', () => {
  const whole = (from: string, to: string) => reachOf([{ from, to }], calendar)?.whole(7);
  expect(whole('2025-08-24T05:00:00Z', '2026-11-21T02:00:00Z')).toEqual({
    from: '2026-11-14',
    to: '2026-11-20',
  });
  expect(whole('2025-08-24T05:00:00Z', '2026-11-22T04:00:00Z')).toEqual({
    from: '2026-11-15',
    to: '2026-11-21',
  });
  expect(whole('2026-11-21T17:00:00Z', '2026-11-22T02:00:00Z')).toEqual({ last: 7, unit: 'day' });
  expect(whole('2010-12-01T08:26:00Z', '2011-12-09T04:50:00Z')).toEqual({
    from: '2011-12-02',
    to: '2011-12-08',
  });
  // dates without times reach to the end of their day
  expect(whole('1996-12-31T16:00:00Z', '1998-06-30T16:00:00Z')).toEqual({
    from: '1998-06-24',
    to: '1998-06-30',
  });
});

it('looks at the end of the data when it is a piece of history', () => {
  const events = [
    { from: '2010-12-01T08:26:00Z', to: '2011-06-01T00:00:00Z' },
    { from: '2011-08-01T08:26:00Z', to: '2011-12-09T04:50:00Z' },
  ];
  const reach = reachOf(events, calendar);
  expect(reach).toMatchObject({ live: false, unit: 'month', to: '2011-12-09' });
  expect(reach?.last(12, 'month')).toEqual({ from: '2011-01-01', to: '2011-12-31' });
  expect(reach?.last(7, 'day')).toEqual({ from: '2011-12-03', to: '2011-12-09' });
});

it('reaches nowhere without events', () => {
  expect(reachOf([], calendar)).toBeUndefined();
});
