import { type Random, seededRandom } from './random.ts';

const DAY_MS = 86_400_000;

/** Random numbers for a test, others every day; the seed is printed, and `LINGER_TEST_SEED` draws the same again. */
export function dailyRandom(test: string): Random {
  const seed = Number(process.env.LINGER_TEST_SEED ?? Math.floor(Date.now() / DAY_MS));
  console.log(`${test}: LINGER_TEST_SEED=${seed} draws the same again`);
  return seededRandom(seed);
}
