import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { normal } from '../numeric/variates.ts';
import { reference } from '../testing/reference-data.ts';
import { extremeDeviates } from './extreme-deviates.ts';
import { seasonalEsd } from './seasonal-esd.ts';

const nottemFile = reference('data/timeseries/nottem.csv');

describe('anomalies', () => {
  it('are seen in at most 5 of 100 series of noise, short or long', () => {
    const random = seededRandom(12);
    for (const length of [30, 200]) {
      const noise = () => Array.from({ length }, () => normal(random));
      const found = alarms(1000, () => extremeDeviates(noise(), { most: Math.ceil(length / 50) }));
      expect(found).toBeGreaterThan(20);
      expect(found).toBeLessThan(50 + 14);
    }
  });

  it('are seen in at most 5 of 100 series of trend, season and noise, though the fit has seen the noise', () => {
    const random = seededRandom(13);
    for (const [cycles, period] of [
      [5, 7],
      [6, 12],
    ] as const) {
      const made = () =>
        Array.from({ length: cycles * period }, (_, i) => 0.1 * i + 5 * (i % period) + normal(random));
      const found = alarms(400, () => seasonalEsd(made(), period));
      expect(found).toBeGreaterThan(2);
      expect(found).toBeLessThan(20 + 9);
    }
  });

  it('stand out of trend and season from six deviations of the noise on', () => {
    const random = seededRandom(14);
    let found = 0;
    for (let run = 0; run < 40; run++) {
      const y = Array.from({ length: 210 }, (_, i) => 0.1 * i + 5 * (i % 7) + normal(random));
      for (const at of [20, 100, 101, 209]) y[at]! += at % 2 === 0 ? 6 : -6;
      found += seasonalEsd(y, 7).filter(({ at }) => [20, 100, 101, 209].includes(at)).length;
    }
    expect(found / 160).toBeGreaterThan(0.85);
  });

  it('are not looked for with options that cannot be', () => {
    const y = Array.from({ length: 28 }, (_, i) => i % 7);
    expect(() => seasonalEsd(y, 7, { most: 0.6 })).toThrow(/most is 0.6/);
    expect(() => seasonalEsd(y, 7, { alpha: 0 })).toThrow(/alpha is 0/);
    expect(() => extremeDeviates(y, { most: 1.5 })).toThrow(/most is 1.5/);
    expect(() => extremeDeviates([1, 2, Number.NaN, 3], { most: 1 })).toThrow(/no value in row 3/);
  });

  it('are not made of errors of rounding', () => {
    const regular = Array.from({ length: 365 }, (_, i) => 100 + 5 * (i % 7) + 0.1 * i);
    expect(seasonalEsd(regular, 7)).toEqual([]);
    expect(seasonalEsd(Array(365).fill(0.1), 7)).toEqual([]);
    regular[100]! += 50;
    expect(seasonalEsd(regular, 7).map(({ at }) => at)).toEqual([100]);
  });

  it.runIf(nottemFile)(
    'are the three planted ones and the icy February of 1929 in the temperatures of Nottingham',
    () => {
      const nottem = readFileSync(nottemFile!, 'utf8').trim().split('\n').slice(1).map(Number);
      const planted = [...nottem];
      planted[49]! += 20;
      planted[119]! -= 18;
      planted[199]! += 25;
      expect(seasonalEsd(planted, 12).map(({ at }) => at)).toEqual([49, 109, 119, 199]);
      expect(seasonalEsd(nottem, 12, { alpha: 0.01 }).length).toBeLessThanOrEqual(1);
    },
  );
});

/** In how many of the runs anything is found. */
function alarms(runs: number, find: () => readonly unknown[]): number {
  let found = 0;
  for (let run = 0; run < runs; run++) if (find().length > 0) found++;
  return found;
}
