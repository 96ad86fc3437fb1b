import { expect, it } from 'vitest';
import { parseExact, parseExactBytes } from './exact-json.ts';

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

it('finds long numbers in bytes wherever they begin, and no others', () => {
  for (let blanks = 0; blanks < 40; blanks++) {
    for (const text of [
      '[9007199254740993]',
      '["1234567890123456",-9007199254740991]',
      '["\\ud83d"]',
      '["字"]',
    ]) {
      const padded = ' '.repeat(blanks) + text;
      expect(parseExactBytes(Buffer.from(padded))).toEqual(parseExact(padded));
    }
  }
  expect(parseExactBytes(Buffer.from('[-9007199254740993]'))).toEqual(['-9007199254740993']);
});

it('reads past a mark of byte order', () => {
  expect(parseExactBytes(Buffer.from('\ufeff{"a":1}'))).toEqual({ a: 1 });
});
