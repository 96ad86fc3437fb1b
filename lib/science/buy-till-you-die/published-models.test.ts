import { describe, expect, it } from 'vitest';
import { asContracts, donors, subscribers } from '../testing/donors.ts';
import { fitBgBb } from './bg-bb.ts';
import { expectedPurchases } from './expected-purchases.ts';
import { fitGammaGamma } from './gamma-gamma.ts';
import { discountedPurchases } from './lifetime-value.ts';
import { estimateOf, parameterIntervals } from './parameter-intervals.ts';
import { probabilityAlive } from './probability-alive.ts';
import {
  contractSurvival,
  expectedResidualLifetime,
  fitShiftedBetaGeometric,
  retentionRate,
} from './shifted-beta-geometric.ts';

describe('BG/BB on the donors of Fader, Hardie & Shang (2010)', () => {
  it('has the printed parameters, likelihood and expected donations 2002-2006', async () => {
    const model = await fitBgBb(donors());
    const { alpha, beta, gamma, delta } = model.parameters;
    expect([alpha, beta, gamma, delta].map((value) => value.toFixed(3))).toEqual([
      '1.204',
      '0.750',
      '0.657',
      '2.783',
    ]);
    expect(model.logLikelihood).toBeCloseTo(-33225.6, 1);
    expect(model.observations).toBe(11104);
    const expected = expectedPurchases(model, donors(), { to: 5 });
    expect(expected[0]).toBeCloseTo(3.75, 2);
    expect(expected[21]).toBeCloseTo(0.07, 2);
    expect(probabilityAlive(model, donors())[0]).toBeCloseTo(0.93, 2);
  });

  it('counts discounted donations one by one', async () => {
    const model = await fitBgBb(donors());
    const discounted = discountedPurchases(model, donors(), { horizon: 30, discountRate: 0.1 });
    let wanted = 0;
    for (let year = 1; year <= 30; year++)
      wanted += Math.exp(-0.1 * year) * expectedPurchases(model, donors(), { from: year - 1, to: year })[3]!;
    expect(discounted[3]).toBeCloseTo(wanted, 10);
  });
});

describe('the shifted beta-geometric model on the subscribers of Fader & Hardie (2007)', () => {
  it('has the printed parameters and likelihoods', async () => {
    const highEnd = await fitShiftedBetaGeometric(asContracts(subscribers.highEnd));
    expect(highEnd.parameters.alpha).toBeCloseTo(0.668, 3);
    expect(highEnd.parameters.beta).toBeCloseTo(3.806, 3);
    expect(highEnd.logLikelihood).toBeCloseTo(-1611.2, 1);
    const regular = await fitShiftedBetaGeometric(asContracts(subscribers.regular));
    expect(regular.parameters.alpha).toBeCloseTo(0.704, 3);
    expect(regular.parameters.beta).toBeCloseTo(1.182, 3);
    expect(regular.logLikelihood).toBeCloseTo(-1680.3, 1);
    expect(JSON.parse(JSON.stringify(regular))).toEqual(regular);
  });

  it('renews ever more surely, survives by the product of renewals, and is worth the discounted rest', async () => {
    const model = await fitShiftedBetaGeometric(asContracts(subscribers.highEnd));
    const survival = contractSurvival(model, 400);
    expect(survival[1]).toBeCloseTo(retentionRate(model, 1), 12);
    expect(survival[7]! * 1000).toBeCloseTo(491, -1);
    expect(retentionRate(model, 5)).toBeGreaterThan(retentionRate(model, 1));
    let rest = 0;
    for (let t = 3; t <= 400; t++) rest += survival[t]! / survival[2]! / 1.1 ** (t - 3);
    expect(expectedResidualLifetime(model, 2, 0.1)).toBeCloseTo(rest, 8);
    expect(() => expectedResidualLifetime(model, 2, 0)).toThrow(/discount rate/);
  });

  it('refuses contracts that none or all have ended, and parts of periods', async () => {
    const contracts = (periods: number[], ended: number[]) => ({
      periods: Float64Array.from(periods),
      ended: Float64Array.from(ended),
    });
    await expect(fitShiftedBetaGeometric(contracts([1, 2], [0, 0]))).rejects.toThrow(/one class/);
    await expect(fitShiftedBetaGeometric(contracts([0, 2], [1, 0]))).rejects.toThrow(/periods of row 1/);
    await expect(fitShiftedBetaGeometric(contracts([1.5, 2], [1, 0]))).rejects.toThrow(/whole number/);
  });
});

describe('estimates', () => {
  it('carry their errors to what follows from them', async () => {
    const model = await fitBgBb(donors());
    const itself = estimateOf(model, ({ alpha }) => alpha);
    expect(itself.standardError).toBeCloseTo(model.standardErrors!.alpha, 6);
    const share = estimateOf(model, ({ alpha, beta }) => alpha / (alpha + beta));
    expect(share.value).toBeCloseTo(0.616, 3);
    expect(share.standardError).toBeGreaterThan(0);
    expect(share.standardError).toBeLessThan(itself.standardError!);
    const alive = estimateOf(model, (parameters) => probabilityAlive({ ...model, parameters }, donors())[6]!);
    expect(alive.value).toBeCloseTo(0.522, 3);
    expect(alive.standardError).toBeGreaterThan(0.001);
    expect(alive.standardError).toBeLessThan(0.05);
    const { low, high } = parameterIntervals(model)!.gamma;
    expect(Math.sqrt(low * high)).toBeCloseTo(model.parameters.gamma, 10);
  });
});

describe('spend', () => {
  it('without a purchase or with a value of nothing is refused', async () => {
    const values = (frequency: number[], averageValue: number[]) => ({
      frequency: Float64Array.from(frequency),
      averageValue: Float64Array.from(averageValue),
    });
    await expect(fitGammaGamma(values([0, 0], [0, 0]))).rejects.toThrow(/customers with a purchase/);
    await expect(fitGammaGamma(values([1, 2, 2], [5, 0, 3]))).rejects.toThrow(/average value of row 2/);
    await expect(fitGammaGamma(values([1, 2.5, 2], [5, 1, 3]))).rejects.toThrow(/frequency of row 2/);
  });
});
