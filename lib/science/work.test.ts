import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { fitKMeans } from './groups/k-means.ts';
import { matrix } from './numeric/matrix.ts';
import { normal } from './numeric/variates.ts';
import { checkpoint } from './work.ts';

const random = seededRandom(1);
const points = matrix(
  20_000,
  8,
  Float64Array.from({ length: 160_000 }, () => normal(random)),
);

describe('long work', () => {
  it('tells how far it is, never backwards, and lets timers of the process run meanwhile', async () => {
    const shares: number[] = [];
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const progress = (share: number) => shares.push(share);
    await fitKMeans(points, 6, { starts: 3, maxSteps: 40, random: seededRandom(1) }, { progress });
    clearInterval(timer);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
    expect(ticks).toBeGreaterThan(2);
  });

  it('ends with a fault when it is stopped', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const fit = fitKMeans(points, 8, { starts: 200, random: seededRandom(1) }, { signal: stop.signal });
    await expect(fit).rejects.toThrow(/the computation was stopped/);
    await expect(checkpoint({ signal: stop.signal }, 0)).rejects.toThrow(/stopped/);
  });
});
