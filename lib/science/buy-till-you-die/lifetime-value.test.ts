import { describe, expect, it } from 'vitest';
import { gaussLegendre } from '../numeric/gauss-legendre.ts';
import { expectedPurchases } from './expected-purchases.ts';
import { customerLifetimeValue, discountedPurchases } from './lifetime-value.ts';
import { integrateTail, paretoIntegral } from './pareto-integral.ts';
import type { ParetoNbdModel } from './pareto-nbd.ts';

/** CDNOW's Pareto/NBD. */
const model: ParetoNbdModel = {
  kind: 'pareto-nbd',
  version: 1,
  parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
  standardErrors: null,
  logCovariance: null,
  logLikelihood: -9595,
  observations: 2357,
};
const one = { frequency: Float64Array.of(7), recency: Float64Array.of(35), age: Float64Array.of(38) };

describe('lifetime value', () => {
  it('adds up discounted purchases as thin slices of time do', () => {
    const options = { horizon: 200, discountRate: 0.0027 };
    let wanted = 0;
    for (let step = 0; step < 4000; step++) {
      const [from, to] = [step / 20, (step + 1) / 20];
      wanted += Math.exp(-0.0027 * (from + 0.025)) * expectedPurchases(model, one, { from, to })[0]!;
    }
    expect(discountedPurchases(model, one, options)[0]! / wanted).toBeCloseTo(1, 6);
    const value = customerLifetimeValue(model, one, Float64Array.of(35), { ...options, margin: 0.3 });
    expect(value[0]! / (wanted * 35 * 0.3)).toBeCloseTo(1, 6);
  });

  it('without discount is purchases times value', () => {
    const purchases = expectedPurchases(model, one, { to: 52 })[0]!;
    expect(customerLifetimeValue(model, one, Float64Array.of(20), { horizon: 52 })[0]).toBeCloseTo(
      20 * purchases,
      9,
    );
  });

  it('refuses values that are missing and discounts below 0', () => {
    expect(() => customerLifetimeValue(model, one, Float64Array.of(Number.NaN), { horizon: 5 })).toThrow(
      /no value/,
    );
    expect(() => discountedPurchases(model, one, { horizon: 5, discountRate: -1 })).toThrow(/discount rate/);
  });
});

describe('the tail integral of Pareto/NBD', () => {
  it('is what quadrature says, whichever of α and β is greater', () => {
    for (const [r, alpha, s, beta, x, from] of [
      [0.55, 10.6, 0.6, 11.7, 0, 0],
      [0.55, 11.7, 0.6, 10.6, 3, 12],
      [2, 1, 0.5, 30, 5, 3],
      [0.3, 25, 1.7, 0.4, 2, 8],
    ] as [number, number, number, number, number, number][]) {
      const out = paretoIntegral();
      integrateTail(r, alpha, s, beta, x, from, out);
      let wanted = 0;
      for (let width = 1e-3, left = from; left < 1e9; left += width, width *= 1.2)
        for (const [u, weight] of gaussLegendre(8, left, left + width))
          wanted += weight * (alpha + u) ** -(r + x) * (beta + u) ** -(s + 1);
      expect(Math.exp(out.log) / wanted).toBeCloseTo(1, 7);
    }
  });
});
