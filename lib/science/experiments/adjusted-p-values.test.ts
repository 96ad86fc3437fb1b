import fc from 'fast-check';
import { expect, it } from 'vitest';
import { benjaminiHochberg, bonferroni, hochberg, holm } from './adjusted-p-values.ts';

const pValues = [0.001, 0.008, 0.012, 0.02, 0.03, 0.04, 0.05, 0.2, 0.5, 0.9];
const close = (values: number[]) => values.map((value) => expect.closeTo(value, 6));

it('Holm and Benjamini-Hochberg give the rows of the reference', () => {
  expect(holm(pValues)).toEqual(close([0.01, 0.072, 0.096, 0.14, 0.18, 0.2, 0.2, 0.6, 1, 1]));
  expect(benjaminiHochberg(pValues)).toEqual(
    close([0.01, 0.04, 0.04, 0.05, 0.06, 0.066667, 0.071429, 0.25, 0.555556, 0.9]),
  );
});

it('Bonferroni multiplies, Hochberg steps up with the factors of Holm', () => {
  expect(bonferroni([0.01, 0.2, 0.04])).toEqual(close([0.03, 0.6, 0.12]));
  expect(hochberg([0.02, 0.03, 0.035])).toEqual(close([0.035, 0.035, 0.035]));
  expect(holm([0.02, 0.03, 0.035])).toEqual(close([0.06, 0.06, 0.06]));
  expect(hochberg([0.01, 0.04, 0.9])).toEqual(close([0.03, 0.08, 0.9]));
});

it('never lowers a p value, keeps their order and does not depend on it', () => {
  const some = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(some, (values) => {
      for (const adjust of [bonferroni, holm, hochberg, benjaminiHochberg]) {
        const adjusted = adjust(values);
        expect(adjust([...values].reverse()).reverse()).toEqual(adjusted);
        for (const [i, p] of adjusted.entries()) {
          expect(p).toBeGreaterThanOrEqual(values[i]!);
          expect(p).toBeLessThanOrEqual(1);
          expect(p).toBeLessThanOrEqual(bonferroni(values)[i]!);
          for (const [j, other] of adjusted.entries())
            if (values[i]! < values[j]!) expect(p).toBeLessThanOrEqual(other);
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(() => holm([])).toThrow('at least 1');
  expect(() => holm([1.2])).toThrow('from 0 to 1');
});
