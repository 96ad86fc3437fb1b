import { expect, it } from 'vitest';
import { type Random, seededRandom } from '#lib/core';
import { normal } from '../../numeric/index.ts';
import type { GroupSums } from '../group-sums.ts';
import { epsilonGreedy } from './epsilon-greedy.ts';
import { normalArm, thompsonSampling, thompsonShares } from './thompson-sampling.ts';
import { ucb1 } from './ucb1.ts';

const none: GroupSums = { n: 0, sum: 0, squares: 0 };
type Choose = (arms: readonly GroupSums[], random: Random) => number;

/** Share of the last half of pulls that went to the last arm, the best one. */
function shareOfBest(choose: Choose, reward: (arm: number, random: Random) => number, pulls: number): number {
  const random = seededRandom(11);
  const arms = [none, none, none];
  let best = 0;
  for (let pull = 0; pull < pulls; pull++) {
    const arm = choose(arms, random);
    const value = reward(arm, random);
    const { n, sum, squares } = arms[arm]!;
    arms[arm] = { n: n + 1, sum: sum + value, squares: squares + value * value };
    if (arm === 2 && pull >= pulls / 2) best++;
  }
  return best / (pulls / 2);
}

it('every bandit comes to prefer the best of shares .2, .3, .5', () => {
  const reward = (arm: number, random: Random) => (random() < [0.2, 0.3, 0.5][arm]! ? 1 : 0);
  expect(shareOfBest(thompsonSampling, reward, 2000)).toBeGreaterThan(0.9);
  expect(shareOfBest((arms, random) => epsilonGreedy(arms, random), reward, 2000)).toBeGreaterThan(0.85);
  expect(shareOfBest((arms) => ucb1(arms), reward, 4000)).toBeGreaterThan(0.6);
});

it('Thompson sampling prefers the best of amounts with an unknown spread', () => {
  const reward = (arm: number, random: Random) => [10, 11, 14][arm]! + 5 * normal(random);
  const choose: Choose = (arms, random) => thompsonSampling(arms, random, normalArm(5, 10));
  expect(shareOfBest(choose, reward, 1500)).toBeGreaterThan(0.9);
});

it('UCB1 takes arms never pulled first and then the greatest bound', () => {
  expect(ucb1([{ n: 5, sum: 5, squares: 5 }, none])).toBe(1);
  // √(2 log 110 / n): .9696 for 10 pulls, .3066 for 100
  expect(
    ucb1([
      { n: 10, sum: 0, squares: 0 },
      { n: 100, sum: 60, squares: 60 },
    ]),
  ).toBe(0);
  expect(
    ucb1([
      { n: 10, sum: 0, squares: 0 },
      { n: 100, sum: 70, squares: 70 },
    ]),
  ).toBe(1);
});

it('epsilon 0 always takes the greatest mean, epsilon 1 any arm', () => {
  const arms = [
    { n: 9, sum: 3, squares: 3 },
    { n: 9, sum: 6, squares: 6 },
  ];
  const random = seededRandom(1);
  const counts = (epsilon: number) =>
    Array.from({ length: 1000 }, () => epsilonGreedy(arms, random, epsilon)).filter((arm) => arm === 0)
      .length;
  expect(counts(0)).toBe(0);
  expect(Math.abs(counts(1) - 500)).toBeLessThan(70);
  expect(() => epsilonGreedy(arms, random, 2)).toThrow('from 0 to 1');
  expect(() => ucb1([])).toThrow('at least 1');
});

it('shares of equal arms are equal, and repeat with the seed', () => {
  const arms = [none, none, none, none];
  const shares = thompsonShares(arms, seededRandom(2));
  for (const share of shares) expect(Math.abs(share - 0.25)).toBeLessThan(0.02);
  expect(thompsonShares(arms, seededRandom(2))).toEqual(shares);
});
