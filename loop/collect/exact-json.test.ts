import { expect, it } from 'vitest';
import { parseExact } from './exact-json.ts';

it('loses no digit of a whole number beyond 2^53', () => {
  expect(parseExact('{"a":9007199254740993,"b":-12345678901234567890,"c":9007199254740991}')).toEqual({
    a: '9007199254740993',
    b: '-12345678901234567890',
    c: 9007199254740991,
  });
});

it('leaves digits inside strings, and fractions, alone', () => {
  expect(
    parseExact('{"a":"x 9007199254740993 \\" 9007199254740993","b":[1.25000000000000000000,1e20]}'),
  ).toEqual({
    a: 'x 9007199254740993 " 9007199254740993',
    b: [1.25, 1e20],
  });
});

it('replaces halves of surrogate pairs and keeps whole ones', () => {
  expect(parseExact('"\\ud83d\\ude00 \\ud83d x \\ude00 \\\\ud83d"')).toBe('😀 \ufffd x \ufffd \\ud83d');
});

it('refuses what is not JSON, delicate or not', () => {
  for (const text of [
    '',
    '{',
    '{"a":12345678901234567',
    '[1234567890123456789',
    'NaN',
    '{"a":Infinity}',
    "{'a':1}",
  ]) {
    expect(() => parseExact(text)).toThrow(SyntaxError);
  }
});
