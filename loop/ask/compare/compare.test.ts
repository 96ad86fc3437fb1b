import { expect, it } from 'vitest';
import { dayIn, type WeekStart } from '#lib/core';
import { intervalOf } from '#loop/condition';
import type { Against } from '../analysis/against.ts';
import type { Common } from '../analysis/question.ts';
import { comparedInterval } from './compare.ts';

type Asked = Pick<Common, 'span' | 'unit'> & { against: Against };

/** First and last day compared with. */
function compared(question: Asked, timeZone = 'America/New_York', now = '2026-11-22T17:00:00Z') {
  const calendar = { timeZone, weekStart: 'monday' as WeekStart, now: new Date(now) };
  const { from, to } = comparedInterval(intervalOf(question.span, calendar), question, calendar);
  return [dayIn(from, timeZone), dayIn(new Date(to.getTime() - 1), timeZone)];
}
const days = (from: string, to: string, against: Asked['against'], unit: Asked['unit'] = 'day'): Asked => ({
  span: { from, to },
  unit,
  against,
});

it.each<[string, Asked, string, string]>([
  ['as many days just before', days('2026-03-05', '2026-03-11', 'previous'), '2026-02-26', '2026-03-04'],
  [
    'days, though they make a month',
    days('2026-03-01', '2026-03-31', 'previous'),
    '2026-01-29',
    '2026-02-28',
  ],
  [
    'months where months are asked for',
    days('2026-03-01', '2026-03-31', 'previous', 'month'),
    '2026-02-01',
    '2026-02-28',
  ],
  [
    'the running month with the last',
    { span: { last: 1, unit: 'month' }, unit: 'day', against: 'previous' },
    '2026-10-01',
    '2026-10-31',
  ],
  ['the same days a year earlier', days('2026-10-20', '2026-10-29', 'year'), '2025-10-20', '2025-10-29'],
  [
    '28 February with 28 February before a leap day',
    days('2024-02-28', '2024-02-28', 'year'),
    '2023-02-28',
    '2023-02-28',
  ],
  [
    '28 February with 28 February of a leap year',
    days('2025-02-28', '2025-02-28', 'year'),
    '2024-02-28',
    '2024-02-28',
  ],
  [
    'a leap day with the last of February',
    days('2024-02-29', '2024-02-29', 'year'),
    '2023-02-28',
    '2023-02-28',
  ],
  [
    'February with the whole of a longer one',
    days('2025-02-01', '2025-02-28', 'year'),
    '2024-02-01',
    '2024-02-29',
  ],
  [
    'days with days of one’s own, as many as are given',
    days('2026-10-20', '2026-10-29', { from: '2026-05-01', to: '2026-05-07' }),
    '2026-05-01',
    '2026-05-07',
  ],
  [
    'quarters with the quarters before',
    { span: { last: 2, unit: 'quarter' }, unit: 'quarter', against: 'previous' },
    '2026-01-01',
    '2026-06-30',
  ],
  [
    'what is since a day with as many days before it',
    { span: { from: '2026-11-13' }, unit: 'day', against: 'previous' },
    '2026-11-03',
    '2026-11-12',
  ],
  [
    'weeks with whole weeks',
    { span: { last: 2, unit: 'week' }, unit: 'week', against: 'year' },
    '2025-11-10',
    '2025-11-23',
  ],
])('compares %s', (_, question, from, to) => {
  expect(compared(question)).toEqual([from, to]);
});

it('compares hours with as many hours, whatever the clocks did', () => {
  const calendar = {
    timeZone: 'America/New_York',
    weekStart: 'monday' as const,
    now: new Date('2026-11-02T03:20:00Z'),
  };
  const span = { last: 24, unit: 'hour' } as const;
  const question = { span, unit: 'hour', against: 'previous' } as const;
  expect(comparedInterval(intervalOf(span, calendar), question, calendar)).toEqual({
    from: new Date('2026-10-31T04:00:00Z'),
    to: new Date('2026-11-01T04:00:00Z'),
  });
});

it.each<[string, Asked, string, string]>([
  [
    'days',
    { span: { last: 3, unit: 'day' }, unit: 'day', against: 'previous' },
    '2026-11-17T05:00Z',
    '2026-11-19T17:00Z',
  ],
  [
    'months',
    { span: { last: 1, unit: 'month' }, unit: 'day', against: 'previous' },
    '2026-10-01T04:00Z',
    '2026-10-22T16:00Z',
  ],
  [
    'a year',
    { span: { last: 1, unit: 'month' }, unit: 'day', against: 'year' },
    '2025-11-01T04:00Z',
    '2025-11-22T17:00Z',
  ],
  [
    'days of one’s own',
    {
      span: { last: 3, unit: 'day' },
      unit: 'day',
      against: { from: '2026-06-01', to: '2026-06-03' },
    },
    '2026-06-01T04:00Z',
    '2026-06-03T16:00Z',
  ],
  [
    'hours',
    { span: { last: 2, unit: 'hour' }, unit: 'hour', against: 'previous' },
    '2026-11-22T14:00Z',
    '2026-11-22T15:00Z',
  ],
])('ends as early as what is compared: %s', (_, question, from, to) => {
  const now = new Date('2026-11-22T17:00:00Z');
  const calendar = { timeZone: 'America/New_York', weekStart: 'monday' as const, now };
  const interval = comparedInterval(intervalOf(question.span, calendar), question, calendar, now);
  expect(interval).toEqual({ from: new Date(from), to: new Date(to) });
});
