import { expect, test } from 'vitest';
import { stageOf } from './waiting.tsx';

test('a short wait shows nothing, a longer one what comes, a long one how far it is', () => {
  expect([0, 299].map(stageOf)).toEqual(['nothing', 'nothing']);
  expect([300, 2999].map(stageOf)).toEqual(['skeleton', 'skeleton']);
  expect(stageOf(3000)).toBe('progress');
});
