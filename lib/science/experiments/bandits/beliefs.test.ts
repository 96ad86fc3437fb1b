import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { beta } from '../../numeric/index.ts';
import { bayesianEffect } from '../bayesian-effect.ts';
import { betaBelief, chancesToBeBest, compareBeliefs } from './beta-belief.ts';

const a = { alpha: 121, beta: 881 };
const b = { alpha: 151, beta: 851 };

describe('beliefs over shares', () => {
  it('have the chance and the risks that SciPy 1.17 integrates', () => {
    const wanted = [
      [50, 52, 52, 50, 0.6107705226878397, 0.019116461202089256, 0.03872430433934415],
      [121, 881, 151, 851, 0.975067836812143, 0.00014417785511183242, 0.030084297615590873],
      [1.5, 9.5, 0.5, 3.5, 0.390017499297235, 0.07242122728638127, 0.06105759092243947],
    ] as const;
    for (const [alphaA, betaA, alphaB, betaB, chance, riskB, riskA] of wanted) {
      const belief = compareBeliefs({ alpha: alphaA, beta: betaA }, { alpha: alphaB, beta: betaB });
      expect(belief.chanceToWin).toBeCloseTo(chance, 9);
      expect(belief.risk.b).toBeCloseTo(riskB, 9);
      expect(belief.risk.a).toBeCloseTo(riskA, 9);
    }
  });

  it('have the credible intervals of the exact difference and ratio', () => {
    const absolute = compareBeliefs(a, b);
    expect(absolute.low).toBeCloseTo(1.77642272574e-5, 7);
    expect(absolute.high).toBeCloseTo(0.05993461050702668, 7);
    const relative = compareBeliefs(a, b, { relative: true });
    expect(relative.low).toBeCloseTo(0.0001312413497409536, 6);
    expect(relative.high).toBeCloseTo(0.5625154895072545, 6);
  });

  it('have the moments of 200,000 draws', () => {
    const random = seededRandom(3);
    const lifts = Float64Array.from({ length: 200_000 }, () => {
      const first = beta(random, a.alpha, a.beta);
      return beta(random, b.alpha, b.beta) / first - 1;
    });
    const mean = lifts.reduce((total, lift) => total + lift, 0) / lifts.length;
    const square = lifts.reduce((total, lift) => total + (lift - mean) ** 2, 0) / lifts.length;
    const belief = compareBeliefs(a, b, { relative: true });
    expect(belief.estimate).toBeCloseTo(mean, 2);
    expect(belief.deviation).toBeCloseTo(Math.sqrt(square), 2);
  });

  it('of three arms add up to one, and two arms agree with the comparison', () => {
    const three = [41, 51, 61].map((alpha) => ({ alpha, beta: 1002 - alpha }));
    const chances = chancesToBeBest(three);
    expect(chances).toEqual(
      [0.011929574771910798, 0.16104701771169153, 0.8270234075163979].map((chance) =>
        expect.closeTo(chance, 9),
      ),
    );
    expect(chances.reduce((total, chance) => total + chance)).toBeCloseTo(1, 10);
    expect(chancesToBeBest([a, b])[1]).toBeCloseTo(compareBeliefs(a, b).chanceToWin, 12);
  });

  it('mirror when swapped, and stay right for a very narrow beside a very wide one', () => {
    const back = compareBeliefs(b, a);
    expect(back.chanceToWin).toBeCloseTo(1 - compareBeliefs(a, b).chanceToWin, 10);
    expect(back.risk.a).toBeCloseTo(compareBeliefs(a, b).risk.b, 12);
    const narrow = { alpha: 300_000, beta: 700_000 };
    expect(compareBeliefs(narrow, { alpha: 1, beta: 1 }).chanceToWin).toBeCloseTo(0.7, 9);
    expect(compareBeliefs(narrow, narrow).chanceToWin).toBeCloseTo(0.5, 10);
  });

  it('begin with the prior and refuse what cannot be', () => {
    expect(betaBelief({ successes: 3, n: 10 })).toEqual({ alpha: 4, beta: 8 });
    expect(betaBelief({ successes: 3, n: 10 }, { alpha: 0.5, beta: 0.5 })).toEqual({ alpha: 3.5, beta: 7.5 });
    expect(() => betaBelief({ successes: 11, n: 10 })).toThrow('from 0 to 10');
    expect(() => betaBelief({ successes: 0, n: 10 }, { alpha: 0, beta: 1 })).toThrow('above 0');
  });
});

describe('belief over a normal effect', () => {
  it('without a prior is the estimate; with one it is weighted by precision', () => {
    expect(bayesianEffect({ estimate: 2, error: 1 })).toMatchObject({ estimate: 2, deviation: 1 });
    const belief = bayesianEffect({ estimate: 2, error: 1 }, { prior: { mean: 0, deviation: 1 } });
    expect(belief.estimate).toBeCloseTo(1, 14);
    expect(belief.deviation).toBeCloseTo(Math.SQRT1_2, 14);
  });

  it('has the risk of the half-normal at 0, and risks that differ by the estimate', () => {
    expect(bayesianEffect({ estimate: 0, error: 3 }).risk.b).toBeCloseTo(3 / Math.sqrt(2 * Math.PI), 12);
    const { risk, estimate } = bayesianEffect({ estimate: 1.3, error: 0.8 });
    expect(risk.a - risk.b).toBeCloseTo(estimate, 12);
    expect(() => bayesianEffect({ estimate: 0, error: 0 })).toThrow('above 0');
  });
});
