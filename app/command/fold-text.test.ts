import { expect, it } from 'vitest';
import { foldText } from './fold-text.ts';
import { widthOf } from './table-text.ts';

it('breaks English between words', () => {
  expect(foldText('who stays, who leaves, and why', 12)).toEqual(['who stays,', 'who leaves,', 'and why']);
});

it('breaks Chinese between letters, and keeps marks with the letter they belong to', () => {
  const lines = foldText('谁留下，谁要走，为什么（见「分析」）', 10);
  expect(lines.join('')).toBe('谁留下，谁要走，为什么（见「分析」）');
  expect(lines.every((line) => !/^[，。」）]/.test(line) && !/[「（]$/.test(line))).toBe(true);
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(12);
});

it('leaves a word longer than the line whole, and a text without an end of lines alone', () => {
  expect(foldText('see https://example.com/a/long/way now', 10)).toEqual([
    'see',
    'https://example.com/a/long/way',
    'now',
  ]);
  expect(foldText('one line', Number.POSITIVE_INFINITY)).toEqual(['one line']);
});
