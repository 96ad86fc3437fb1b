import { describe, expect, it } from 'vitest';
import { hypergeometric2F1 } from './hypergeometric.ts';

describe('₂F₁', () => {
  it('has the values of mpmath in all parts of the line', () => {
    const expected: [number, number, number, number, number][] = [
      [1.5, 2.5, 4.2, -7.5, 0.099331974851226],
      [0.24, 2.43, 2.22, 0.9, 1.9351400138823],
      [3.3, 0.7, 2.9, 0.97, 25.591277191692],
      [-1.4, 2.2, 0.6, 0.995, 2.8945776365493],
      [6.1, 4.4, 5.2, 0.93, 1148396.8859913],
      [0.5, 1.6, 3.7, 0.999999, 1.4690804531297],
    ];
    for (const [a, b, c, z, value] of expected)
      expect(hypergeometric2F1(a, b, c, z) / value).toBeCloseTo(1, 9);
  });

  it('is near the values of mpmath close to 1, c − a − b whole or nearly so', () => {
    const expected: [number, number, number, number, number][] = [
      [1.5, 2, 3.5, 0.999999, 45.756915092152],
      [2, 1.5, 1.5, 0.99999, 10000000000.0],
      [0.7, 1.1, 3.8005, 0.999999, 1.3827259816062],
      [2.2, 1.3, 3.4999, 0.95, 6.1259492846592],
    ];
    for (const [a, b, c, z, value] of expected)
      expect(hypergeometric2F1(a, b, c, z) / value).toBeCloseTo(1, 5);
  });

  it('of a series that ends is that polynomial', () => {
    expect(hypergeometric2F1(-2, 3, 4, 0.95)).toBeCloseTo(1 - 2 * 0.75 * 0.95 + 0.6 * 0.95 ** 2, 12);
    expect(hypergeometric2F1(3, 4, 2, 0.95) * 0.05 ** 5).toBeCloseTo(1 + 0.95, 9);
  });

  it('refuses z from 1', () => {
    expect(() => hypergeometric2F1(1, 2, 3, 1)).toThrow(/z < 1/);
    expect(() => hypergeometric2F1(1, 2, -3, 0.5)).toThrow(/c > 0/);
  });
});
