import { describe, expect, it } from 'vitest';
import { mean } from '../numeric/mean.ts';
import { correlation } from '../numeric/variance.ts';
import { cdnow } from '../testing/cdnow.ts';
import { fitBgNbd } from './bg-nbd.ts';
import { expectedPurchases } from './expected-purchases.ts';
import { expectedPurchaseValue, fitGammaGamma } from './gamma-gamma.ts';
import { fitMbgNbd } from './mbg-nbd.ts';
import { fitParetoNbd } from './pareto-nbd.ts';
import { probabilityAlive } from './probability-alive.ts';

const data = cdnow();

function expectParameters(found: Readonly<Record<string, number>>, wanted: Record<string, number>) {
  for (const [name, value] of Object.entries(wanted)) expect(found[name]).toBeCloseTo(value, 4);
}

describe.runIf(data)('on CDNOW', () => {
  it('BG/NBD has the published parameters and likelihood', async () => {
    const model = await fitBgNbd(data!.histories);
    expectParameters(model.parameters, { r: 0.24259, alpha: 4.41353, a: 0.79289, b: 2.42575 });
    expect(model.logLikelihood).toBeCloseTo(-9582.4256, 3);
  });

  it('BG/NBD foretells each customer and the 39 weeks to come as the reference', async () => {
    const model = await fitBgNbd(data!.histories);
    const expected = expectedPurchases(model, data!.histories, { to: 39 });
    const alive = probabilityAlive(model, data!.histories);
    for (let i = 0; i < expected.length; i++) {
      expect(Math.abs(expected[i]! - data!.expected39[i]!)).toBeLessThan(1e-4);
      expect(Math.abs(alive[i]! - data!.alive[i]!)).toBeLessThan(1e-4);
    }
    const errors = expected.map((value, i) => value - data!.holdout[i]!);
    expect(data!.holdout.reduce((sum, count) => sum + count)).toBe(1882);
    expect(expected.reduce((sum, count) => sum + count)).toBeCloseTo(1653.4, 1);
    expect(correlation(expected, data!.holdout)).toBeCloseTo(0.6256, 4);
    expect(mean(errors.map(Math.abs))).toBeCloseTo(0.7855, 4);
    expect(Math.sqrt(mean(errors.map((error) => error ** 2)))).toBeCloseTo(1.608, 4);
  });

  it('Pareto/NBD has the published parameters and likelihood', async () => {
    const model = await fitParetoNbd(data!.histories);
    expectParameters(model.parameters, { r: 0.55328, alpha: 10.57761, s: 0.60621, beta: 11.6679 });
    expect(model.logLikelihood).toBeCloseTo(-9594.9739, 3);
  });

  it('MBG/NBD fits a little better than BG/NBD', async () => {
    const model = await fitMbgNbd(data!.histories);
    expectParameters(model.parameters, { r: 0.5248, alpha: 6.183, a: 0.8914, b: 1.614 });
    expect(model.logLikelihood).toBeCloseTo(-9582.13, 2);
  });

  it('Gamma-Gamma has the parameters, the mean of all and the customers of the reference', async () => {
    const values = { frequency: data!.histories.frequency, averageValue: data!.averageValue };
    const model = await fitGammaGamma(values);
    expectParameters(model.parameters, { p: 6.2488, q: 3.74459, gamma: 15.44775 });
    expect(model.logLikelihood).toBeCloseTo(-4055.9232, 3);
    expect(model.observations).toBe(946);
    const expected = expectedPurchaseValue(model, values);
    expect(expected[0]).toBeCloseTo(24.6586, 4);
    expect(expected[1]).toBeCloseTo(18.9115, 4);
    expect(expected[2]).toBeCloseTo(35.171, 3);
  });
});
