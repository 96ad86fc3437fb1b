import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonPlace } from './json-place.ts';

it.each([
  ['{"a":hunter2}', '1:6'],
  ['{"a":1,}', '1:8'],
  ['{a:1}', '1:2'],
  ['[1,\n 2 3]', '2:4'],
  ['{"a":', '1:6'],
  ['', '1:1'],
  ['  ', '1:3'],
  ['[1]x', '1:4'],
  ['["a\\q"]', '1:4'],
  ['"open', '1:6'],
  ['[1,]', '1:4'],
  ['{"a" 1}', '1:6'],
  ['01', '1:2'],
  ['[}', '1:2'],
])('%j breaks at %s', (text, place) => {
  expect(jsonPlace(text)).toBe(place);
});

it('finds a place exactly where the parser of the language finds one', () => {
  const cut = fc
    .tuple(
      fc.json({ maxDepth: 4 }),
      fc.nat(),
      fc.nat(3),
      fc.constantFrom('', ',', '}', ']', '"', '1', '\\', ' ', 'x'),
    )
    .map(([text, at, gone, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + gone);
    });
  fc.assert(
    fc.property(cut, (text) => {
      let parsed = true;
      try {
        JSON.parse(text);
      } catch {
        parsed = false;
      }
      expect(jsonPlace(text) === undefined).toBe(parsed);
    }),
    { numRuns: 5000 },
  );
});

it('takes a text of any depth', () => {
  expect(jsonPlace(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBeUndefined();
  expect(jsonPlace('{"a":'.repeat(100_000))).toBe('1:500001');
});
