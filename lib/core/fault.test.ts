import { expect, it } from 'vitest';
import { Fault, fault } from './fault.ts';

const tooWide = fault('ask.too-wide', 400, {
  en: 'the span is {days} days, at most {limit} are allowed',
  zh: '时间跨度为 {days} 天，最多 {limit} 天',
});

it('speaks to a person in both languages, with what was given and what is allowed', () => {
  const thrown = tooWide({ days: 4000, limit: 3660 });
  expect(thrown).toBeInstanceOf(Fault);
  expect(thrown.say('en')).toBe('the span is 4000 days, at most 3660 are allowed');
  expect(thrown.say('zh')).toBe('时间跨度为 4000 天，最多 3660 天');
  expect(thrown).toMatchObject({ code: 'ask.too-wide', status: 400, message: thrown.say('en') });
});

it('keeps what caused it', () => {
  const cause = new Error('below');
  expect(tooWide({ days: 1, limit: 1 }, cause).cause).toBe(cause);
});

it('does not fill holes that come in with a value', () => {
  expect(tooWide({ days: '{limit}', limit: 3 }).say('en')).toBe(
    'the span is {limit} days, at most 3 are allowed',
  );
});
