import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedFloats, slices } from './shared-memory.ts';
import { alone, startTeam, type Team } from './team.ts';

let team: Team;
beforeAll(async () => {
  team = await startTeam(2, new URL('../../../dist/science.js', import.meta.url));
});
afterAll(() => team.close());

describe('a team', () => {
  it('computes the same with a worker as alone, over memory that is shared', async () => {
    const values = sharedFloats(1000).map((_, i) => i);
    const shared = sharedFloats(1000);
    shared.set(values);
    const parts = slices(1000, 3).map(([from, to]) => shared.subarray(from, to));
    const expected = (999 * 1000 * 1999) / 6;
    for (const hands of [alone, team]) {
      const sums = await hands.run('sumOfSquares', parts);
      expect(sums).toHaveLength(3);
      expect(sums[0]! + sums[1]! + sums[2]!).toBe(expected);
    }
  });

  it('passes on what went wrong in a worker and goes on', async () => {
    const wrong = undefined as unknown as Float64Array;
    await expect(team.run('sumOfSquares', [wrong, wrong])).rejects.toThrow(/undefined/);
    expect(await team.run('sumOfSquares', [Float64Array.of(3, 4)])).toEqual([25]);
  });
});
