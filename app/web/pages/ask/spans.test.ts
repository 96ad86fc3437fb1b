import { expect, it } from 'vitest';
import { daysOf, presetOf, presets } from './spans.ts';

const calendar = {
  timeZone: 'Asia/Shanghai',
  weekStart: 'monday' as const,
  now: new Date('2026-11-22T17:00:00Z'),
};

it('names spans as seen in the time zone of the project', () => {
  expect(daysOf(presets.today!.span(calendar), calendar)).toEqual({ from: '2026-11-23', to: '2026-11-23' });
  expect(daysOf(presets.yesterday!.span(calendar), calendar)).toEqual({
    from: '2026-11-22',
    to: '2026-11-22',
  });
  expect(daysOf(presets.week!.span(calendar), calendar)).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  expect(daysOf(presets.lastMonth!.span(calendar), calendar)).toEqual({
    from: '2026-10-01',
    to: '2026-10-31',
  });
});

it('finds the name of a span again', () => {
  expect(presetOf({ last: 30, unit: 'day' }, calendar)).toBe('days30');
  expect(presetOf({ from: '2026-01-01', to: '2026-01-31' }, calendar)).toBeUndefined();
});
