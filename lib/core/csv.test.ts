import { expect, it } from 'vitest';
import { csvField, csvLine } from './csv.ts';

it('quotes fields that hold a separator, a quote or a line break', () => {
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 3, null])).toBe('"a,b","say ""hi""","two\nlines",3,\r\n');
});

it('disarms text that a spreadsheet would run as a formula', () => {
  expect(csvField('=HYPERLINK("http://x")')).toBe('"\'=HYPERLINK(""http://x"")"');
  expect(csvField('@SUM(A1)')).toBe("'@SUM(A1)");
  expect(csvField('-2+3')).toBe("'-2+3");
});

it('leaves negative numbers alone', () => {
  expect(csvField('-12.5')).toBe('-12.5');
  expect(csvField(-12.5)).toBe('-12.5');
});
