import { expect, it } from 'vitest';
import { csvField, csvLine } from './csv.ts';

it('quotes fields that hold a separator, a quote or a line break', () => {
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 3, null])).toBe('"a,b","say ""hi""","two\nlines",3,\r\n');
});

it('disarms text that a spreadsheet would run as a formula', () => {
  expect(csvField('=HYPERLINK("http://x")')).toBe('"\'=HYPERLINK(""http://x"")"');
  expect(csvField('@SUM(A1)')).toBe("'@SUM(A1)");
  expect(csvField('-2+3')).toBe("'-2+3");
  for (const start of ['＝', '＋', '－', '＠', ' =', '\u3000＝', '\u00a0@', '\u200b=', '\t', '\ufeff='])
    expect(csvField(`${start}1+1`)).toBe(`'${start}1+1`);
  expect(csvField('\r\n=1')).toBe('"\'\r\n=1"');
  expect(csvField('a=1')).toBe('a=1');
});

it('leaves negative numbers alone', () => {
  expect(csvField('-12.5')).toBe('-12.5');
  expect(csvField(-12.5)).toBe('-12.5');
});
