import type { Random } from '#lib/core';
import { notNegative, positive } from '../check.ts';

/** A standard normal number (Marsaglia & Bray 1964, polar method; the second of the pair is not kept, so a seed repeats). */
export function normal(random: Random): number {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** Exponential with this rate. */
export const exponential = (random: Random, rate = 1): number => -Math.log1p(-random()) / rate;

/** Gamma with this shape and rate (Marsaglia & Tsang 2000). */
export function gamma(random: Random, shape: number, rate = 1): number {
  positive('the shape of a gamma', shape);
  if (shape < 1) return gamma(random, shape + 1, rate) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normal(random);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random()) < (z * z) / 2 + d - d * v + d * Math.log(v)) return (d * v) / rate;
  }
}

/** Beta(a, b) from two gammas. */
export function beta(random: Random, a: number, b: number): number {
  const x = gamma(random, a);
  return x / (x + gamma(random, b));
}

/** Poisson: Knuth's product below 30, above it gamma reduction (Ahrens & Dieter 1974). */
export function poisson(random: Random, rate: number): number {
  if (rate >= 30) {
    const m = Math.floor((7 * rate) / 8);
    const waited = gamma(random, m);
    return waited > rate ? binomial(random, m - 1, rate / waited) : m + poisson(random, rate - waited);
  }
  const limit = Math.exp(-rate);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

/** Binomial: by trials below 50, above it by the beta-distributed median of the trials (Devroye 1986, X.4.3). */
export function binomial(random: Random, trials: number, p: number): number {
  notNegative('trials', trials);
  let rest = trials;
  let chance = p;
  let count = 0;
  while (rest > 50) {
    const middle = 1 + Math.floor(rest / 2);
    const cut = beta(random, middle, rest + 1 - middle);
    if (cut <= chance) {
      count += middle;
      rest -= middle;
      chance = (chance - cut) / (1 - cut);
    } else {
      rest = middle - 1;
      chance /= cut;
    }
  }
  for (let i = 0; i < rest; i++) if (random() < chance) count++;
  return count;
}

/** A whole number from 0 to below `limit`. */
export const below = (random: Random, limit: number): number => Math.floor(random() * limit);

/** 0 … length − 1 in random order (Fisher & Yates). */
export function permutation(random: Random, length: number): Uint32Array {
  const places = Uint32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = below(random, i + 1);
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  return places;
}

/** `count` places out of 0 … length − 1, none twice, in random order. */
export function sampleWithout(random: Random, length: number, count: number): Uint32Array {
  return permutation(random, length).slice(0, count);
}

/** `count` places out of 0 … length − 1 with repetition: one bootstrap sample. */
export function sampleWith(random: Random, length: number, count = length): Uint32Array {
  return Uint32Array.from({ length: count }, () => below(random, length));
}

/** The place of a weight drawn in proportion to it. */
export function weighted(random: Random, weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  let rest = random() * total;
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i]!;
    if (rest < 0) return i;
  }
  return weights.length - 1;
}
