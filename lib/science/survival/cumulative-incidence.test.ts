import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { exponential } from '../numeric/variates.ts';
import { cumulativeIncidence } from './cumulative-incidence.ts';
import { kaplanMeier } from './kaplan-meier.ts';

const last = (values: readonly number[]) => values.at(-1)!;

describe('cumulative incidence', () => {
  it('of a worked example is what is counted by hand', () => {
    const curves = cumulativeIncidence({
      time: Float64Array.of(1, 2, 3, 4, 5),
      cause: Int32Array.of(1, 2, 0, 1, 2),
    });
    expect(curves.map(({ cause }) => cause)).toEqual([1, 2]);
    const [one, two] = curves;
    expect(one!.time).toEqual([1, 2, 3, 4, 5]);
    // S before: 1, .8, .6, .6, .3
    expect(one!.incidence.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0.2, 0.2, 0.2, 0.5, 0.5]);
    expect(two!.incidence.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0, 0.2, 0.2, 0.2, 0.5]);
  });

  it('of all causes and the survival of all add up to 1', () => {
    const data = drawn(300, 1, 2);
    const curves = cumulativeIncidence(data);
    const { survival } = kaplanMeier({
      ...data,
      event: Float64Array.from(data.cause, (cause) => (cause > 0 ? 1 : 0)),
    });
    for (const [at, still] of survival.entries())
      expect(curves.reduce((sum, { incidence }) => sum + incidence[at]!, still)).toBeCloseTo(1, 12);
  });

  it('of one cause is one minus Kaplan-Meier, with its errors', () => {
    const data = drawn(200, 2, 1);
    const one = Int32Array.from(data.cause, (cause) => (cause > 0 ? 1 : 0));
    const [curve] = cumulativeIncidence({ ...data, cause: one });
    const { survival, standardError } = kaplanMeier({ ...data, event: Float64Array.from(one) });
    for (const [at, still] of survival.entries()) {
      expect(curve!.incidence[at]).toBeCloseTo(1 - still, 12);
      if (still > 0) expect(curve!.standardError[at]).toBeCloseTo(standardError[at]!, 10);
    }
  });

  it('without censoring is a share, with the error of a share', () => {
    const data = drawn(400, 3, 2);
    const dead = data.cause.map((cause) => Math.max(1, cause));
    const [curve] = cumulativeIncidence({ time: data.time, cause: dead });
    for (const at of [50, 200, 350]) {
      const share = data.time.filter((time, i) => dead[i] === 1 && time <= curve!.time[at]!).length / 400;
      expect(curve!.incidence[at]).toBeCloseTo(share, 12);
      expect(curve!.standardError[at]).toBeCloseTo(Math.sqrt((share * (1 - share)) / 400), 10);
    }
  });

  it('is below one minus Kaplan-Meier of its cause alone, and its limits hold the truth in 95 of 100', () => {
    let held = 0;
    const runs = 300;
    // hazards .5 and .25: the first cause takes 2/3 · (1 − e^−.75t)
    const truth = (2 / 3) * (1 - Math.exp(-0.75));
    for (let seed = 1; seed <= runs; seed++) {
      const data = drawn(150, seed, 2);
      const [curve] = cumulativeIncidence(data);
      const at = curve!.time.filter((time) => time <= 1).length - 1;
      held += Number(curve!.low[at]! <= truth && truth <= curve!.high[at]!);
      const alone = kaplanMeier({
        ...data,
        event: Float64Array.from(data.cause, (cause) => (cause === 1 ? 1 : 0)),
      });
      expect(last(curve!.incidence)).toBeLessThan(1 - last(alone.survival));
    }
    // three standard errors of 300 runs are 3.8 %
    expect(held / runs).toBeGreaterThan(0.912);
    expect(held / runs).toBeLessThan(0.985);
  });

  it('refuses causes below 0', () => {
    expect(() => cumulativeIncidence({ time: Float64Array.of(1), cause: Int32Array.of(-1) })).toThrow(
      /cause of row 1 is -1/,
    );
  });
});

/** Hazards .5 of cause 1 and .25 of cause 2 (none with one cause), watched for up to 3. */
function drawn(rows: number, seed: number, causes: 1 | 2) {
  const random = seededRandom(seed);
  const time = new Float64Array(rows);
  const cause = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    const first = exponential(random) / 0.5;
    const second = causes === 2 ? exponential(random) / 0.25 : Number.POSITIVE_INFINITY;
    const end = 3 * random();
    time[i] = Math.min(first, second, end);
    cause[i] = time[i] === end ? 0 : first < second ? 1 : 2;
  }
  return { time, cause };
}
