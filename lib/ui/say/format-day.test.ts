import { expect, test } from 'vitest';
import {
  formatAgo,
  formatMoment,
  formatMonth,
  formatSpan,
  formatWeekday,
  weekdayInitials,
} from './format-day.ts';

test('days carry their weekday', () => {
  expect(formatWeekday('2026-11-22', 'zh')).toBe('周日');
  expect(formatWeekday('2026-11-23', 'en')).toBe('Mon');
});

test('months and spans are written as each language writes them', () => {
  expect(formatMonth('2026-11-22', 'zh')).toBe('2026年11月');
  expect(formatMonth('2026-11-22', 'en')).toBe('Nov 2026');
  expect(formatSpan('2026-11-16', '2026-11-22')).toBe('2026-11-16 – 2026-11-22');
  expect(formatSpan('2026-11-16', '2026-11-16')).toBe('2026-11-16');
});

test('weeks start on the day asked for', () => {
  expect(weekdayInitials('zh', 'monday').join('')).toBe('一二三四五六日');
  expect(weekdayInitials('en', 'sunday')).toEqual(['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa']);
});

test('moments are seen in a time zone', () => {
  expect(formatMoment('2026-11-22T16:30:05Z', 'Asia/Shanghai')).toBe('2026-11-23 00:30:05');
  expect(formatMoment('not a time', 'UTC')).toBe('–');
});

test('what was lately says how long ago', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const ago = (iso: string, language: 'zh' | 'en') => formatAgo(new Date(iso), now, 'UTC', language);
  expect(ago('2026-11-22T11:59:50Z', 'zh')).toBe('刚刚');
  expect(ago('2026-11-22T11:57:00Z', 'zh')).toBe('3分钟前');
  expect(ago('2026-11-21T10:00:00Z', 'en')).toBe('yesterday');
  expect(ago('2026-01-02T10:00:00Z', 'en')).toBe('2026-01-02');
});
