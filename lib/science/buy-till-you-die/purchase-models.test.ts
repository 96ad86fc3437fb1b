import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { gaussLegendre } from '../numeric/gauss-legendre.ts';
import { logBeta } from '../numeric/special.ts';
import { startWorkerPool } from '../parallel/start-worker-pool.ts';
import { tasks } from '../parallel/tasks.ts';
import { simulatedCustomers } from '../testing/simulated-customers.ts';
import { fitBgBb } from './bg-bb.ts';
import { fitBgNbd } from './bg-nbd.ts';
import { expectedPurchases, expectedPurchasesOfNewcomer } from './expected-purchases.ts';
import { lostSilence } from './lost-silence.ts';
import { fitMbgNbd } from './mbg-nbd.ts';
import { fitParetoNbd } from './pareto-nbd.ts';
import { probabilityAlive } from './probability-alive.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import { type CustomerBaseModel, purchaseProcesses } from './purchase-models.ts';
import { repurchaseBeyond, repurchaseQuantile } from './repurchase-interval.ts';

const truth: Record<CustomerBaseModel['kind'], readonly number[]> = {
  'bg-nbd': [0.6, 5, 0.8, 2.5],
  'mbg-nbd': [0.6, 5, 0.8, 2.5],
  'pareto-nbd': [0.6, 8, 0.7, 12],
  'bg-bb': [1.2, 0.75, 0.66, 2.8],
};
const kinds = Object.keys(truth) as CustomerBaseModel['kind'][];
const fits = { 'bg-nbd': fitBgNbd, 'mbg-nbd': fitMbgNbd, 'pareto-nbd': fitParetoNbd, 'bg-bb': fitBgBb };

/** A model with these parameters, as if it had been fitted. */
function modelOf(kind: CustomerBaseModel['kind'], parameters = truth[kind]): CustomerBaseModel {
  const named = Object.fromEntries(purchaseProcesses[kind].names.map((name, k) => [name, parameters[k]!]));
  const estimates = { standardErrors: null, logCovariance: null, logLikelihood: 0, observations: 1 };
  return { kind, version: 1, parameters: named, ...estimates } as unknown as CustomerBaseModel;
}

function oneHistory(x: number, last: number, age: number): PurchaseHistories {
  return { frequency: Float64Array.of(x), recency: Float64Array.of(last), age: Float64Array.of(age) };
}

/** Whole times, so that every model can have them. */
const history = fc
  .record({ age: fc.integer({ min: 1, max: 60 }), at: fc.nat(1000), of: fc.nat(100) })
  .map(({ age, at, of }) => {
    const last = Math.ceil((at / 1000) * age);
    return { x: last === 0 ? 0 : 1 + (of % last), last, age };
  });

describe.each(kinds)('%s', (kind) => {
  const model = modelOf(kind);

  it('has the slopes that differences of its likelihood have', () => {
    const { histories } = simulatedCustomers(
      kind,
      truth[kind],
      new Float64Array(60).fill(20),
      0,
      seededRandom(5),
    );
    const weights = Float64Array.from({ length: 60 }, (_, i) => 1 + (i % 3));
    const at = (parameters: readonly number[]) =>
      tasks[purchaseProcesses[kind].likelihood]({ parameters, ...histories, weights });
    for (const parameters of [truth[kind], truth[kind].toReversed(), [2, 3, 1, 3]]) {
      const [, ...slopes] = at(parameters);
      for (const [k, slope] of slopes.entries()) {
        const step = 1e-5 * parameters[k]!;
        const up = at(parameters.with(k, parameters[k]! + step))[0]!;
        const down = at(parameters.with(k, parameters[k]! - step))[0]!;
        expect(slope / ((up - down) / (2 * step))).toBeCloseTo(1, 5);
      }
    }
  });

  it('finds the parameters that customers were drawn from, and foretells them', async () => {
    const ages = Float64Array.from({ length: 6000 }, (_, i) => 20 + (i % 21));
    const { histories, after } = simulatedCustomers(kind, truth[kind], ages, 20, seededRandom(17));
    const found = await fits[kind](histories);
    for (const [k, name] of purchaseProcesses[kind].names.entries()) {
      const [value, error] = [found.parameters[name as never], found.standardErrors![name as never]];
      expect(Math.abs(value - truth[kind][k]!) / error).toBeLessThan(3.3);
    }
    const expected = expectedPurchases(found, histories, { to: 20 });
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + value);
    expect(Math.abs(total(expected) / total(after) - 1)).toBeLessThan(0.1);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('says P(alive) between 0 and 1, falling with silence, and finds the silence that means lost', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 30 }), ({ x, last, age }, more) => {
        const now = probabilityAlive(model, oneHistory(x, last, age))[0]!;
        const later = probabilityAlive(model, oneHistory(x, last, age + more))[0]!;
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(1);
        expect(later).toBeLessThanOrEqual(now + 1e-12);
        const silence = lostSilence(model, oneHistory(x, last, age), 0.3)[0]!;
        if (silence === Number.POSITIVE_INFINITY) return;
        const at = (time: number) => probabilityAlive(model, oneHistory(x, last, last + time))[0]!;
        expect(at(silence)).toBeLessThanOrEqual(0.3 + 1e-6);
        if (silence >= 1) expect(at(silence - 1)).toBeGreaterThan(0.3 - 1e-6);
      }),
    );
  });

  it('adds up expected purchases over intervals, each within what one alive would buy', () => {
    fc.assert(
      fc.property(history, fc.nat(30), fc.nat(30), ({ x, last, age }, first, second) => {
        const expected = (from: number, to: number) =>
          expectedPurchases(model, oneHistory(x, last, age), { from, to })[0]!;
        const [near, far, whole] = [
          expected(0, first),
          expected(first, first + second),
          expected(0, first + second),
        ];
        expect(near + far).toBeCloseTo(whole, 9);
        expect(far).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
    const halves =
      expectedPurchasesOfNewcomer(model, { to: 7 }) + expectedPurchasesOfNewcomer(model, { from: 7, to: 20 });
    expect(halves).toBeCloseTo(expectedPurchasesOfNewcomer(model, { to: 20 }), 10);
  });

  it('waits beyond its own quantile as often as said', () => {
    const one = oneHistory(3, 6, 9);
    const time = repurchaseQuantile(model, one, 0.9)[0]!;
    const beyond = repurchaseBeyond(model, one, time)[0]!;
    if (kind === 'bg-bb') {
      expect(beyond).toBeLessThanOrEqual(0.1);
      expect(repurchaseBeyond(model, one, time - 1)[0]).toBeGreaterThan(0.1);
    } else expect(beyond).toBeCloseTo(0.1, 10);
  });
});

describe('a fit shared with a worker pool', () => {
  it('is that of one thread, and stops when told to', async () => {
    const ages = new Float64Array(500).fill(30);
    const { histories } = simulatedCustomers('bg-nbd', truth['bg-nbd'], ages, 0, seededRandom(2));
    const pool = await startWorkerPool(2, new URL('../../../dist/science.js', import.meta.url));
    try {
      const [shared, own] = [await fitBgNbd(histories, { pool }), await fitBgNbd(histories)];
      expect(shared.logLikelihood).toBeCloseTo(own.logLikelihood, 8);
      expect(shared.parameters.r / own.parameters.r).toBeCloseTo(1, 5);
    } finally {
      await pool.close();
    }
    const stop = new AbortController();
    stop.abort();
    await expect(fitBgNbd(histories, { signal: stop.signal })).rejects.toThrow(/stopped/);
  });
});

const timed = kinds.filter((kind) => kind !== 'bg-bb');
describe.each(timed)('the unit of time of %s', (kind) => {
  it('scales the parameters that are times and leaves P(alive) as it is', async () => {
    const ages = new Float64Array(1500).fill(30);
    const { histories } = simulatedCustomers(kind, truth[kind], ages, 0, seededRandom(23));
    const days = {
      ...histories,
      recency: histories.recency.map((t) => 7 * t),
      age: histories.age.map((t) => 7 * t),
    };
    const [inWeeks, inDays] = [await fits[kind](histories), await fits[kind](days)];
    for (const name of purchaseProcesses[kind].names) {
      const fold = name === 'alpha' || name === 'beta' ? 7 : 1;
      expect(inDays.parameters[name as never] / inWeeks.parameters[name as never] / fold).toBeCloseTo(1, 4);
    }
    const [a, b] = [probabilityAlive(inWeeks, histories), probabilityAlive(inDays, days)];
    for (let i = 0; i < a.length; i++) expect(a[i]).toBeCloseTo(b[i]!, 4);
  });
});

/** Quadrature over [0, end] on pieces that halve towards 0. */
function halves(f: (x: number) => number, end: number): number {
  let total = 0;
  for (let to = end; to > 1e-15 * end; to /= 2)
    for (const [x, width] of gaussLegendre(16, to / 2, to)) total += width * f(x);
  return total;
}

describe('expected purchases', () => {
  it('of BG/NBD are those of the integral over who leaves how easily', () => {
    const shapes = [
      [0.3, 0.4, 0.8],
      [1, 2.5, 0.8],
      [0.8, 2.4, 12],
      [3, 0.2, 1.5],
      [5, 2, 0.3],
      [1.00001, 4, 3],
    ];
    for (const [a, b, r] of shapes as [number, number, number][])
      for (const time of [0.5, 10, 300]) {
        const found = expectedPurchasesOfNewcomer(modelOf('bg-nbd', [r, 5, a, b]), { to: time });
        /** p = u^(1/a), 1 − p = v^(1/b): each half of the density without its pole. */
        const gain = (p: number, q: number) => (-Math.expm1(-r * Math.log1p((p * time) / 5)) / p) * q;
        const low = halves((u) => gain(u ** (1 / a), (1 - u ** (1 / a)) ** (b - 1)) / a, 0.5 ** a);
        const high = halves((v) => gain(1 - v ** (1 / b), (1 - v ** (1 / b)) ** (a - 1)) / b, 0.5 ** b);
        const wanted = (low + high) / Math.exp(logBeta(a, b));
        expect(found / wanted).toBeCloseTo(1, 5);
      }
  });

  it('begin at the rate of those alive', () => {
    for (const kind of timed) {
      const one = oneHistory(4, 20, 25);
      const [r, alpha] = truth[kind] as [number, number];
      const soon = expectedPurchases(modelOf(kind), one, { to: 1e-5 })[0]! / 1e-5;
      expect(soon / ((probabilityAlive(modelOf(kind), one)[0]! * (r + 4)) / (alpha + 25))).toBeCloseTo(1, 4);
    }
  });

  it('refuse intervals in which nothing can happen', () => {
    const one = oneHistory(1, 2, 3);
    expect(() => expectedPurchases(modelOf('bg-nbd'), one, { from: 3, to: 2 })).toThrow(/interval is 3 to 2/);
    expect(() => expectedPurchases(modelOf('bg-bb'), one, { to: 2.5 })).toThrow(/whole numbers/);
    const other = { ...modelOf('bg-nbd'), version: 2 as never };
    expect(() => expectedPurchases(other, one, { to: 1 })).toThrow(/train it again/);
  });
});
