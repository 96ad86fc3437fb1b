import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { lbfgs } from '../numeric/lbfgs.ts';
import { matrix } from '../numeric/matrix.ts';
import { exponential, normal } from '../numeric/variates.ts';
import { type AcceleratedFailureModel, fitAcceleratedFailure } from './accelerated-failure.ts';
import { type CoxModel, fitCoxRegression } from './cox-regression.ts';
import { kaplanMeier, survivalAt } from './kaplan-meier.ts';
import { logRank } from './log-rank.ts';
import { nelsonAalen } from './nelson-aalen.ts';
import type { SurvivalTimes } from './survival-times.ts';

interface Row {
  readonly x: number[];
  readonly entry: number;
  readonly time: number;
  readonly event: number;
  readonly person: number;
}

/** People of a hazard e^(0.8 x₁ − 0.5 x₂) who are seen from a random moment on, if they are still there; times of tenths, so that many tie. */
function latecomers(people: number, seed: number): Row[] {
  const random = seededRandom(seed);
  const rows: Row[] = [];
  for (let person = 0; person < people; person++) {
    const x = [normal(random), random() < 0.5 ? 1 : 0];
    const died = Math.ceil((10 * exponential(random)) / Math.exp(0.8 * x[0]! - 0.5 * x[1]!)) / 10;
    const entry = Math.floor(10 * random()) / 10;
    const end = Math.ceil(10 * (entry + 2 * random())) / 10 + 0.1;
    if (died > entry) rows.push({ x, entry, time: Math.min(died, end), event: died <= end ? 1 : 0, person });
  }
  return rows;
}

const outcomeOf = (rows: readonly Row[]): SurvivalTimes => ({
  time: Float64Array.from(rows, ({ time }) => time),
  event: Float64Array.from(rows, ({ event }) => event),
  entry: Float64Array.from(rows, ({ entry }) => entry),
});
const designOf = (rows: readonly Row[]) =>
  matrix(
    rows.length,
    2,
    rows.flatMap(({ x }) => x),
  );

/** Each row in two where it has a middle: the same people, seen in two pieces. */
const inPieces = (rows: readonly Row[]): Row[] =>
  rows.flatMap((row) => {
    const middle = row.entry + 0.45 * (row.time - row.entry);
    return [
      { ...row, time: middle, event: 0 },
      { ...row, entry: middle },
    ];
  });

/** The partial likelihood as it is written down, each risk set counted anew. */
function naiveCox(rows: readonly Row[], ties: 'efron' | 'breslow') {
  const value = (b: ArrayLike<number>) => {
    const score = ({ x }: Row) => x.reduce((sum, each, j) => sum + each * b[j]!, 0);
    let total = 0;
    for (const time of new Set(rows.filter(({ event }) => event === 1).map((row) => row.time))) {
      const dying = rows.filter((row) => row.event === 1 && row.time === time);
      const risk = (of: readonly Row[]) => of.reduce((sum, row) => sum + Math.exp(score(row)), 0);
      const all = risk(rows.filter((row) => row.entry < time && row.time >= time));
      for (const [k, row] of dying.entries())
        total += score(row) - Math.log(all - (ties === 'efron' ? (k / dying.length) * risk(dying) : 0));
    }
    return total;
  };
  return maximum(value, 2);
}

function maximum(value: (b: Float64Array) => number, size: number) {
  const found = lbfgs(
    (b, gradient) => {
      for (let j = 0; j < size; j++) {
        const moved = (by: number) => value(b.map((each, at) => (at === j ? each + by : each)));
        gradient[j] = -(moved(1e-5) - moved(-1e-5)) / 2e-5;
      }
      return -value(b);
    },
    new Float64Array(size),
    { tolerance: 1e-9 },
  );
  return { at: found.x, value: -found.value };
}

const plain = ({ coefficients, covariance, logLikelihood, robustCovariance }: CoxModel) => ({
  coefficients,
  covariance,
  logLikelihood,
  robustCovariance,
});
const close = (value: unknown): unknown =>
  typeof value === 'number'
    ? expect.closeTo(value, 7)
    : Array.isArray(value)
      ? value.map(close)
      : value && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, close(each)]))
        : value;

describe('late entry', () => {
  const rows = latecomers(150, 1);

  it.each(['efron', 'breslow'] as const)(
    'into Cox regression is that of the likelihood maximised naively, %s',
    async (ties) => {
      const model = await fitCoxRegression({ design: designOf(rows), outcome: outcomeOf(rows) }, { ties });
      const naive = naiveCox(rows, ties);
      expect(model.coefficients[0]).toBeCloseTo(naive.at[0]!, 4);
      expect(model.coefficients[1]).toBeCloseTo(naive.at[1]!, 4);
      expect(model.logLikelihood.fitted).toBeCloseTo(naive.value, 6);
    },
  );

  it('is not the same as counting everybody from 0, which is wrong, and finds the truth', async () => {
    const many = latecomers(6000, 2);
    const right = await fitCoxRegression({ design: designOf(many), outcome: outcomeOf(many) });
    const error = Math.sqrt(right.covariance[0]![0]!);
    expect(Math.abs(right.coefficients[0]! - 0.8)).toBeLessThan(4 * error);
    expect(Math.abs(right.coefficients[1]! + 0.5)).toBeLessThan(4 * Math.sqrt(right.covariance[1]![1]!));
    const { time, event } = outcomeOf(many);
    const wrong = await fitCoxRegression({ design: designOf(many), outcome: { time, event } });
    expect(Math.abs(wrong.coefficients[0]! - 0.8)).toBeGreaterThan(2 * error);
  });

  it('in pieces changes nothing: a person in two rows is one person, robust errors by person too', async () => {
    const pieces = inPieces(rows);
    const people = (of: readonly Row[]) => of.map(({ person }) => person);
    const strata = (of: readonly Row[]) => ({
      kind: 'category' as const,
      name: 'half',
      levels: ['even', 'odd'],
      codes: Int32Array.from(of, ({ person }) => person % 2),
    });
    for (const stratified of [false, true]) {
      const modelOf = (of: readonly Row[]) =>
        fitCoxRegression(
          {
            design: designOf(of),
            outcome: outcomeOf(of),
            ...(stratified && { strata: strata(of) }),
          },
          { robust: people(of) },
        );
      expect(plain(await modelOf(pieces))).toEqual(close(plain(await modelOf(rows))));
    }
    for (const distribution of ['weibull', 'log-normal', 'log-logistic'] as const) {
      const modelOf = async (of: readonly Row[]) => {
        const { rows: _, ...model } = await fitAcceleratedFailure(designOf(of), outcomeOf(of), {
          distribution,
        });
        return model;
      };
      const [one, two] = [await modelOf(rows), await modelOf(pieces)];
      for (const part of ['intercept', 'scale', 'logLikelihood', 'coefficients', 'covariance'] as const)
        expect(two[part]).toEqual(closeTo5(one[part]));
    }
    const [whole, cut] = [kaplanMeier(outcomeOf(rows)), kaplanMeier(outcomeOf(pieces))];
    for (const time of [0.5, 1, 1.5])
      expect(survivalAt(cut, time).survival).toBeCloseTo(survivalAt(whole, time).survival, 12);
    expect(nelsonAalen(outcomeOf(pieces)).hazard.at(-1)).toBeCloseTo(
      nelsonAalen(outcomeOf(rows)).hazard.at(-1)!,
      12,
    );
  });

  it('into Kaplan-Meier counts at risk who has come and not gone, by hand', () => {
    const { survival, atRisk } = kaplanMeier({
      entry: Float64Array.of(0, 0, 2, 3, 4),
      time: Float64Array.of(2, 5, 4, 6, 6),
      event: Float64Array.of(1, 1, 1, 1, 0),
    });
    // who comes at 2 is not at risk at 2; who comes at 4 not at 4
    expect(atRisk).toEqual([2, 3, 3, 2]);
    expect(survival.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([
      0.5, 0.333333, 0.222222, 0.111111,
    ]);
  });

  it('after the end, or where a method counts from 0, is refused', async () => {
    const outcome = outcomeOf(rows);
    expect(() => kaplanMeier({ ...outcome, entry: outcome.time })).toThrow(/entry of row 1/);
    const by = {
      kind: 'category' as const,
      name: 'x',
      levels: ['a', 'b'],
      codes: Int32Array.from(rows, ({ x }) => x[1]!),
    };
    expect(() => logRank(outcome, by)).toThrow(/entry for the log-rank test/);
  });
});

const closeTo5 = (value: AcceleratedFailureModel[keyof AcceleratedFailureModel]): unknown =>
  Array.isArray(value)
    ? value.map((each) => closeTo5(each))
    : typeof value === 'number'
      ? expect.closeTo(value, 5)
      : value;

describe('log-logistic times', () => {
  it('are those of the likelihood maximised naively, with late entry and censoring', async () => {
    const rows = latecomers(120, 5);
    const model = await fitAcceleratedFailure(designOf(rows), outcomeOf(rows), {
      distribution: 'log-logistic',
    });
    // S(t) = 1 / (1 + (t / e^μ)^(1 / σ)), f = −S′, by differences
    const survival = (t: number, mu: number, sigma: number) => 1 / (1 + (t / Math.exp(mu)) ** (1 / sigma));
    const naive = maximum((b) => {
      const sigma = Math.exp(b[3]!);
      return rows.reduce((sum, { x, entry, time, event }) => {
        const mu = b[0]! + b[1]! * x[0]! + b[2]! * x[1]!;
        const s = survival(time, mu, sigma);
        const own = event ? (s * (1 - s)) / (sigma * time) : s;
        return sum + Math.log(own) - Math.log(survival(entry, mu, sigma));
      }, 0);
    }, 4);
    expect(model.logLikelihood).toBeCloseTo(naive.value, 6);
    expect(model.intercept).toBeCloseTo(naive.at[0]!, 3);
    expect(model.coefficients[0]).toBeCloseTo(naive.at[1]!, 3);
    expect(model.coefficients[1]).toBeCloseTo(naive.at[2]!, 3);
    expect(Math.log(model.scale)).toBeCloseTo(naive.at[3]!, 3);
  });

  it('find what they were made from, with intervals that hold it', async () => {
    let held = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const random = seededRandom(seed);
      const x = Float64Array.from({ length: 200 }, () => normal(random));
      const u = Array.from(x, () => random());
      const died = u.map((chance, i) => Math.exp(1 + 0.5 * x[i]! + 0.6 * Math.log(chance / (1 - chance))));
      const end = died.map(() => 12 * random());
      const model = await fitAcceleratedFailure(
        matrix(200, 1, x),
        {
          time: Float64Array.from(died, (time, i) => Math.min(time, end[i]!)),
          event: Float64Array.from(died, (time, i) => (time <= end[i]! ? 1 : 0)),
        },
        { distribution: 'log-logistic' },
      );
      held += Number(Math.abs(model.coefficients[0]! - 0.5) < 1.96 * Math.sqrt(model.covariance[1]![1]!));
    }
    expect(held).toBeGreaterThanOrEqual(88);
  });
});
