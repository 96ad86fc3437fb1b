import { describe, expect, it } from 'vitest';
import { evaluate, parseFormula, seriesOf } from './formula.ts';

const value = (text: string, ...values: (number | null)[]) => {
  const formula = parseFormula(text);
  return formula === undefined ? undefined : evaluate(formula, values);
};

describe('formulas over series', () => {
  it('bind as in school: times before plus, from left to right, brackets first', () => {
    expect(value('A + B * 2', 1, 3)).toBe(7);
    expect(value('(A + B) * 2', 1, 3)).toBe(8);
    expect(value('A - B - C', 10, 3, 2)).toBe(5);
    expect(value('a / b / c', 12, 3, 2)).toBe(2);
    expect(value('-A + 0.5', 2)).toBe(-1.5);
    expect(value('2 * -A', 3)).toBe(-6);
  });

  it('give nothing where a value is missing or something is divided by zero', () => {
    expect(value('A / B', 1, 0)).toBeNull();
    expect(value('A + B', 1, null)).toBeNull();
    expect(value('C', 1)).toBeNull();
  });

  it('are refused when they are not whole', () => {
    for (const text of ['', 'A +', '(A', 'A)', 'A B', 'AB', '1..2', 'A ^ 2', 'A; B', '()'])
      expect(parseFormula(text), text).toBeUndefined();
  });

  it('are refused when nobody could read them, however deep they are nested', () => {
    for (const text of [
      '('.repeat(2000) + 'A' + ')'.repeat(2000),
      '-'.repeat(100_000) + 'A',
      'A+'.repeat(100_000) + 'A',
    ])
      expect(parseFormula(text)).toBeUndefined();
    expect(value('('.repeat(90) + 'A' + ')'.repeat(90), 2)).toBe(2);
  });

  it('name the series they use', () => {
    expect(seriesOf(parseFormula('A / (C + 1)')!)).toEqual([0, 2]);
  });
});
