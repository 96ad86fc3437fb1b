import { describe, expect, test } from 'vitest';
import { formOf } from './column-form.ts';
import {
  formatChange,
  formatDuration,
  formatFull,
  formatMeasureFull,
  formatNumber,
  formatPoints,
  formatRate,
} from './format-number.ts';

describe('numbers', () => {
  test('are short in the units each language counts in', () => {
    expect(formatNumber(12_345, 'zh')).toBe('1.2万');
    expect(formatNumber(340_000_000, 'zh')).toBe('3.4亿');
    expect(formatNumber(12_345, 'en')).toBe('12.3K');
    expect(formatNumber(12_000, 'en')).toBe('12K');
    expect(formatNumber(340_000_000, 'en')).toBe('340M');
    expect(formatNumber(-52_100, 'zh')).toBe('−5.2万');
  });
  test('stay whole while they are small', () => {
    expect(formatNumber(9999, 'zh')).toBe('9,999');
    expect(formatNumber(9999, 'en')).toBe('9,999');
    expect(formatNumber(0, 'zh')).toBe('0');
    expect(formatNumber(2.345678, 'en')).toBe('2.35');
  });
  test('take the next unit when rounding reaches it', () => {
    expect(formatNumber(999_960, 'en')).toBe('1M');
    expect(formatNumber(99_999_999, 'zh')).toBe('1亿');
  });
  test('that are not known are a dash, not zero', () => {
    expect(formatNumber(null, 'zh')).toBe('–');
    expect(formatRate(Number.NaN)).toBe('–');
    expect(formatDuration(null, 'en')).toBe('–');
  });
  test('are given in full where asked', () => {
    expect(formatFull(1_234_567.8)).toBe('1,234,568');
    expect(formatFull(-12.345)).toBe('−12.35');
    expect(formatFull(0.00123)).toBe('0.0012');
    expect(formatMeasureFull(12_480, 'count', 'zh')).toBe('12,480');
  });
});

test('shares have one decimal', () => {
  expect(formatRate(0.1842)).toBe('18.4%');
  expect(formatRate(1)).toBe('100.0%');
});

test('differences of shares are in points, changes relative, both signed', () => {
  expect(formatPoints(-0.0214, 'zh')).toBe('−2.1 个百分点');
  expect(formatPoints(0.003, 'en')).toBe('+0.3 pp');
  expect(formatPoints(0.0001, 'en')).toBe('0.0 pp');
  expect(formatChange(0.1228)).toBe('+12.3%');
  expect(formatChange(-0.5)).toBe('−50.0%');
});

test('durations show their two largest parts', () => {
  expect(formatDuration(93_600, 'zh')).toBe('1天 2小时');
  expect(formatDuration(200, 'en')).toBe('3 min 20 s');
  expect(formatDuration(3600, 'zh')).toBe('1小时');
  expect(formatDuration(2.5, 'zh')).toBe('2.5秒');
  expect(formatDuration(86_399, 'en')).toBe('1 d');
});

test('the numbers of a column share one form: decimals, and a unit only where they are long', () => {
  const written = (values: number[], language: 'zh' | 'en' = 'zh') =>
    values.map(formOf(values, 'count', language));
  expect(written([9876, 12_000, 3])).toEqual(['9,876', '12,000', '3']);
  expect(written([59.714, 60, 0])).toEqual(['59.71', '60.00', '0.00']);
  expect(written([1023.4, 59.7])).toEqual(['1,023.4', '59.7']);
  expect(written([23_400_000, 500_000], 'en')).toEqual(['23.4M', '0.5M']);
  expect([0.5, null].map(formOf([0.5], 'rate', 'en'))).toEqual(['50.0%', '–']);
});
