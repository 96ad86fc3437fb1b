import { expect, it } from 'vitest';
import { EventPattern } from './condition.ts';
import { composed, idSpelling } from './name.ts';

it('has one spelling for what looks the same', () => {
  expect(composed('cafe\u0301')).toBe('café');
  expect(composed('\u30cf\u309a')).toBe('パ');
  expect(composed('\u1112\u1161\u11ab')).toBe('한');
  expect(idSpelling('\u200b\u3000 José\u00a0\ufeff')).toBe(idSpelling('Jose\u0301'));
  expect(idSpelling('\u202au-1\u202c')).toBe('u-1');
  // between letters a joiner may mean something, and capitals do
  expect(idSpelling('می\u200cخواهم')).toBe('می\u200cخواهم');
  expect(idSpelling('A')).not.toBe(idSpelling('a'));
});

it('finds events and properties by either spelling', () => {
  const where = { property: 'cafe\u0301', op: 'isSet' };
  expect(EventPattern.parse({ event: 'cafe\u0301', where })).toEqual({
    event: 'café',
    where: expect.objectContaining({ property: 'café' }),
  });
});
