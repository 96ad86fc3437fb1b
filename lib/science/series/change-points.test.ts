import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { normal } from '../numeric/variates.ts';
import { changePoints } from './change-points.ts';

describe('changes', () => {
  it('of the level are found where they were made', async () => {
    const random = seededRandom(2);
    const level = (i: number) => (i < 60 ? 0 : i < 140 ? 3 : 1);
    const y = Array.from({ length: 200 }, (_, i) => level(i) + normal(random));
    const found = await changePoints(y, { shortest: 5 });
    expect(found).toHaveLength(2);
    expect(Math.abs(found[0]!.at - 60)).toBeLessThanOrEqual(3);
    expect(Math.abs(found[1]!.at - 140)).toBeLessThanOrEqual(3);
    expect(found[0]!.after).toBeCloseTo(3, 0);
    expect(
      await changePoints(
        Array.from({ length: 200 }, () => normal(random)),
        { shortest: 5 },
      ),
    ).toEqual([]);
  });

  it('of the level are the same far from zero and in another unit', async () => {
    const random = seededRandom(2);
    const y = Array.from({ length: 200 }, (_, i) => (i < 60 ? 0 : 3) + normal(random));
    const at = async (values: readonly number[]) =>
      (await changePoints(values, { shortest: 5 })).map((change) => change.at);
    expect(await at(y)).toHaveLength(1);
    expect(await at(y.map((value) => 1e9 + value))).toEqual(await at(y));
    expect(await at(y.map((value) => 1e-8 * value))).toEqual(await at(y));
  });

  it('of the level are not seen in counts that are mostly 0', async () => {
    const random = seededRandom(3);
    const rare = Array.from({ length: 200 }, () => (random() < 0.1 ? 1 : 0));
    expect(await changePoints(rare)).toEqual([]);
    expect(await changePoints(Array(50).fill(0.1))).toEqual([]);
  });

  it('of the level are not seen in noise that remembers itself, and still found in it', async () => {
    const runs = 60;
    for (const memory of [0, 0.5, 0.8]) {
      let alarms = 0;
      let found = 0;
      for (let seed = 1; seed <= runs; seed++) {
        const random = seededRandom(seed);
        const spread = 1 / Math.sqrt(1 - memory * memory);
        let noise = spread * normal(random);
        const y = Array.from({ length: 120 }, () => {
          noise = memory * noise + normal(random);
          return noise;
        });
        alarms += Number((await changePoints(y, { shortest: 5 })).length > 0);
        const moved = y.map((value, i) => (i < 60 ? value : value + 4 * spread));
        const changes = await changePoints(moved, { shortest: 5 });
        found += Number(changes.some(({ at }) => Math.abs(at - 60) <= 3));
      }
      // 5 % of 60 is 3; five standard errors more are 11
      expect(alarms).toBeLessThan(8);
      expect(found).toBeGreaterThan(0.9 * runs);
    }
  });

  it('of the level take long series, and a memory that is known', async () => {
    const random = seededRandom(8);
    let noise = 0;
    const y = Array.from({ length: 3000 }, (_, i) => {
      noise = 0.7 * noise + normal(random);
      return noise + (i < 2000 ? 0 : 8);
    });
    for (const known of [{}, { memory: 0.7 }]) {
      const found = await changePoints(y, { shortest: 10, ...known });
      expect(found).toHaveLength(1);
      expect(Math.abs(found[0]!.at - 2000)).toBeLessThanOrEqual(3);
      expect(found[0]!.after - found[0]!.before).toBeCloseTo(8, 0);
    }
    await expect(changePoints(y, { shortest: 1.5 })).rejects.toThrow(/the shortest segment is 1.5/);
    await expect(changePoints(y, { memory: 1 })).rejects.toThrow(/memory of the noise is 1/);
  });

  it('are exact: no other way to cut costs less', async () => {
    const y = [0, 0.1, -0.1, 0, 5, 5.1, 4.9, 5, 0, 0.1, 0, -0.1];
    const found = await changePoints(y);
    expect(found.map(({ at }) => at)).toEqual([4, 8]);
  });
});
