import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { normal } from '../numeric/variates.ts';
import { adstock } from './adstock.ts';
import { allocateBudget, type Spending } from './allocate-budget.ts';
import { allocateWithConstraints } from './allocate-with-constraints.ts';
import { fitResponse, predictResponse } from './fit-response.ts';
import { type Hill, hillMarginal, hillResponse } from './hill.ts';

const curves: Hill[] = [
  { scale: 900, half: 300, shape: 1 },
  { scale: 700, half: 200, shape: 1.4 },
  { scale: 500, half: 150, shape: 0.8 },
  { scale: 400, half: 400, shape: 2 },
  { scale: 300, half: 80, shape: 1 },
];
const bounded = (curve: Hill, least = 20, most = 600): Spending => ({
  response: (x) => hillResponse(curve, x),
  least,
  most,
});
const options = curves.map((curve) => bounded(curve));

describe('a budget', () => {
  it('is split as the reference splits it, S-shaped curves too', () => {
    const { amounts, response } = allocateBudget(options, 1000);
    expect(response).toBeCloseTo(1402.748329, 5);
    for (const [i, amount] of [359.3724, 343.1408, 160.9, 20, 116.5868].entries())
      expect(amounts[i]).toBeCloseTo(amount, 2);
    expect(amounts.reduce((a, b) => a + b)).toBeCloseTo(1000, 5);
  });

  it('has equal marginal returns where no bound holds it', () => {
    const { amounts } = allocateBudget(options, 1000);
    const marginal = [0, 1, 2, 4].map((i) => hillMarginal(curves[i]!, amounts[i]!));
    for (const each of marginal) expect(each).toBeCloseTo(marginal[0]!, 4);
  });

  it('never brings less than any split tried at random', () => {
    const curve = fc.record({
      scale: fc.double({ min: 10, max: 1000, noNaN: true }),
      half: fc.double({ min: 5, max: 300, noNaN: true }),
      shape: fc.double({ min: 0.4, max: 4, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(curve, { minLength: 2, maxLength: 4 }), fc.integer(), (some, seed) => {
        const random = seededRandom(seed);
        const { response } = allocateBudget(
          some.map((each) => bounded(each, 0, 500)),
          400,
        );
        for (let trial = 0; trial < 50; trial++) {
          const cuts = some.map(() => random());
          const total = cuts.reduce((a, b) => a + b);
          const tried = some.reduce((sum, each, i) => sum + hillResponse(each, (400 * cuts[i]!) / total), 0);
          expect(response).toBeGreaterThanOrEqual(tried - 1e-6);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('spends all when the total is the sum of what may be spent, and refuses more', () => {
    const { amounts } = allocateBudget([bounded(curves[0]!, 0, 33.3), bounded(curves[1]!, 0, 41.7)], 75);
    expect(amounts[0]).toBeCloseTo(33.3, 9);
    expect(amounts[1]).toBeCloseTo(41.7, 9);
    expect(() => allocateBudget(options, 5000)).toThrow(/total is 5000; it must be 100 to 3000/);
  });

  it('agrees with the linear program without side constraints, and keeps those it is given', async () => {
    const free = await allocateWithConstraints(options, 1000, [], 58);
    expect(free.response).toBeGreaterThan(1402.5);
    expect(free.response).toBeLessThanOrEqual(1402.74833);
    const tied = await allocateWithConstraints(
      options,
      1000,
      [
        { weights: [0, 0, 1, 1, 1], least: 500 },
        { weights: [1, -1, 0, 0, 0], most: 0 },
      ],
      58,
    );
    const [a, b, c, d, e] = tied.amounts;
    expect(c! + d! + e!).toBeGreaterThanOrEqual(500 - 1e-6);
    expect(a).toBeLessThanOrEqual(b! + 1e-6);
    expect(tied.response).toBeLessThan(free.response);
    await expect(
      allocateWithConstraints(options, 1000, [{ weights: [1, 0, 0, 0, 0], least: 700 }]),
    ).rejects.toThrow(/constraints is Infeasible/);
  });
});

describe('a response model', () => {
  it('finds carry-over and saturation from which an outcome was made', () => {
    const random = seededRandom(3);
    const truth = [
      { decay: 0.6, curve: { scale: 200, half: 40, shape: 1.5 } },
      { decay: 0.2, curve: { scale: 120, half: 60, shape: 1 } },
    ];
    const spending = truth.map(() => Float64Array.from({ length: 300 }, () => 100 * random() ** 2));
    const clean = predictResponse(
      { kind: 'response', version: 1, base: 50, channels: truth, r2: 1 },
      spending,
    );
    const model = fitResponse(
      spending,
      clean.map((value) => value + normal(random)),
    );
    expect(model.r2).toBeGreaterThan(0.99);
    for (const [c, { decay, curve }] of truth.entries()) {
      expect(model.channels[c]!.decay).toBeCloseTo(decay, 1);
      for (const x of [20, 50])
        expect(hillResponse(model.channels[c]!.curve, x) / hillResponse(curve, x)).toBeCloseTo(1, 0);
    }
    expect(predictResponse(JSON.parse(JSON.stringify(model)), spending)).toEqual(
      predictResponse(model, spending),
    );
  });

  it('carries over a share of what was felt, and a steady spending is felt as itself', () => {
    expect([...adstock([100, 0, 0], 0.5)]).toEqual([50, 25, 12.5]);
    expect(adstock(new Float64Array(200).fill(7), 0.9)[199]).toBeCloseTo(7, 6);
    expect(() => adstock([1], 1)).toThrow(/decay is 1; it must be 0 to below 1/);
  });

  it('refuses channels that were never spent on differently', () => {
    const flat = new Float64Array(30).fill(5);
    const outcome = Float64Array.from({ length: 30 }, (_, t) => t);
    expect(() => fitResponse([flat], outcome)).toThrow(/spending of channel 1 is the same in every row/);
    expect(() => fitResponse([outcome], outcome.subarray(0, 4))).toThrow(/periods: at least 6/);
  });
});
