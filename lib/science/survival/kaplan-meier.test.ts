import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryColumn } from '../table.ts';
import { maintenance, remission } from '../testing/leukaemia.ts';
import { kaplanMeier, kaplanMeierBy, survivalAt } from './kaplan-meier.ts';
import { nelsonAalen } from './nelson-aalen.ts';
import { restrictedMean, restrictedMeanDifference } from './restricted-mean.ts';
import { medianSurvival, survivalQuantile } from './survival-quantile.ts';

const { outcome, group } = maintenance();
const [maintained, notMaintained] = kaplanMeierBy(outcome, group).map(({ curve }) => curve);

describe('Kaplan-Meier', () => {
  it('has the survival and errors of the maintenance trial as printed by R', () => {
    const events = maintained!.events.flatMap((count, at) => (count > 0 ? [at] : []));
    expect(events.map((at) => maintained!.time[at])).toEqual([9, 13, 18, 23, 31, 34, 48]);
    const printed = [
      [0.909, 0.0867],
      [0.818, 0.1163],
      [0.716, 0.1397],
      [0.614, 0.1526],
      [0.491, 0.1642],
      [0.368, 0.1627],
      [0.184, 0.1535],
    ];
    for (const [i, at] of events.entries()) {
      expect(maintained!.survival[at]).toBeCloseTo(printed[i]![0]!, 3);
      expect(maintained!.standardError[at]).toBeCloseTo(printed[i]![1]!, 4);
    }
    expect(medianSurvival(maintained!).time).toBe(31);
    expect(medianSurvival(notMaintained!).time).toBe(23);
  });

  it('without censoring is the share that is still there', () => {
    const times = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(times, (all) => {
        const curve = kaplanMeier({
          time: Float64Array.from(all),
          event: new Float64Array(all.length).fill(1),
        });
        for (const when of [0, 1, 5, 10, 20]) {
          const share = all.filter((time) => time > when).length / all.length;
          expect(survivalAt(curve, when).survival).toBeCloseTo(share, 12);
        }
      }),
    );
  });

  it('takes a whole weight as so many rows', () => {
    const row = fc.record({
      time: fc.integer({ min: 1, max: 9 }),
      event: fc.nat(1),
      weight: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        fc.pre(rows.some((each) => each.event === 1));
        const column = (from: typeof rows, key: 'time' | 'event' | 'weight') =>
          Float64Array.from(from, (each) => each[key]);
        const repeated = rows.flatMap((each) => new Array<(typeof rows)[0]>(each.weight).fill(each));
        const weighted = kaplanMeier({
          time: column(rows, 'time'),
          event: column(rows, 'event'),
          weights: column(rows, 'weight'),
        });
        const plain = kaplanMeier({ time: column(repeated, 'time'), event: column(repeated, 'event') });
        expect(weighted).toEqual(plain);
      }),
    );
  });

  it('keeps its limits within 0 and 1 and has none where survival is 1 or 0', () => {
    const curve = kaplanMeier({ time: Float64Array.of(1, 2, 3), event: Float64Array.of(0, 1, 1) });
    expect(curve.survival).toEqual([1, 0.5, 0]);
    expect(curve.low[0]).toBeNull();
    expect(curve.low[1]).toBeGreaterThan(0);
    expect(curve.high[1]).toBeLessThan(1);
    expect(curve.high[2]).toBeNull();
    expect(JSON.parse(JSON.stringify(curve))).toEqual(curve);
  });

  it('refuses what is no survival time', () => {
    const event = Float64Array.of(1, 0);
    expect(() => kaplanMeier({ time: Float64Array.of(1, -1), event })).toThrow(/time of row 2/);
    expect(() => kaplanMeier({ time: Float64Array.of(1), event })).toThrow(/must have 1 values/);
    expect(() => kaplanMeier({ time: Float64Array.of(1, Number.NaN), event })).toThrow(/no value in row 2/);
    expect(() => kaplanMeier({ time: Float64Array.of(1, Number.POSITIVE_INFINITY), event })).toThrow(
      /finite/,
    );
    expect(() => kaplanMeier({ time: Float64Array.of(1, 2), event: Float64Array.of(0, 2) })).toThrow(
      /0 and 1/,
    );
    expect(() => kaplanMeier({ time: Float64Array.of(1, 2), event: new Float64Array(2) })).toThrow(/events/);
    expect(() => kaplanMeier({ time: Float64Array.of(1, 2), event, weights: Float64Array.of(1, 0) })).toThrow(
      /weight of row 2/,
    );
    expect(() =>
      kaplanMeierBy({ time: Float64Array.of(1, 2), event }, categoryColumn('plan', ['a', null])),
    ).toThrow(/plan has no value in row 2/);
  });
});

describe('a quantile of survival', () => {
  it('lies half way on a level stretch, and is nothing where the curve stays above', () => {
    const curve = kaplanMeier({ time: Float64Array.of(2, 4, 6, 8), event: Float64Array.of(1, 1, 1, 0) });
    expect(survivalQuantile(curve, 0.5).time).toBe(5);
    expect(survivalQuantile(curve, 0.6).time).toBe(6);
    expect(survivalQuantile(curve, 0.8).time).toBeNull();
    expect(() => survivalQuantile(curve, 1)).toThrow(/between 0 and 1/);
  });
});

describe('Nelson-Aalen', () => {
  it('adds up events over those at risk', () => {
    const { hazard, standardError } = nelsonAalen({
      time: Float64Array.of(1, 2, 2, 3),
      event: Float64Array.of(1, 1, 0, 1),
    });
    expect(hazard).toEqual([1 / 4, 1 / 4 + 1 / 3, 1 / 4 + 1 / 3 + 1]);
    expect(standardError[1]).toBeCloseTo(Math.sqrt(1 / 16 + 1 / 9), 12);
  });
});

describe('the restricted mean', () => {
  it('is the mean of the times themselves without censoring', () => {
    const placebo = kaplanMeierBy(remission().outcome, remission().group)[0]!.curve;
    expect(restrictedMean(placebo, 23).value).toBeCloseTo(182 / 21, 12);
    expect(restrictedMean(placebo, 100).value).toBeCloseTo(182 / 21, 12);
    expect(restrictedMean(placebo, 2).value).toBeCloseTo((2 * 1 + 19 * 2) / 21, 12);
  });

  it('differs between groups by the difference, with errors added in squares', () => {
    const [a, b] = [restrictedMean(maintained!, 40), restrictedMean(notMaintained!, 40)];
    const difference = restrictedMeanDifference(maintained!, notMaintained!, 40);
    expect(difference.value).toBeCloseTo(a.value - b.value, 12);
    expect(difference.standardError ** 2).toBeCloseTo(a.standardError ** 2 + b.standardError ** 2, 10);
    expect(difference.p).toBeGreaterThan(0.05);
    expect(difference.low).toBeLessThan(difference.value);
  });

  it('is refused beyond what was seen', () => {
    expect(() => restrictedMean(maintained!, 162)).toThrow(/at most 161/);
  });
});
