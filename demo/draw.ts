import type { Random } from '#lib/core';

/** Whether something of this probability happens. */
export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** A number in [low, high). */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** A whole number from low to high, both included. */
export function wholeBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** One of the items, all equally likely. */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** A waiting time with the given mean and no memory. */
export function waiting(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean;
}

/** A standard normal number (Box and Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Draws items in proportion to their weights. */
export function wheel<T>(items: readonly T[], weightOf: (item: T) => number): (random: Random) => T {
  const edges = new Float64Array(items.length);
  let total = 0;
  items.forEach((item, place) => {
    total += weightOf(item);
    edges[place] = total;
  });
  return (random) => items[firstAbove(edges, random() * total)] as T;
}

/** The place of the first edge above the value, by halving; edges must rise. */
export function firstAbove(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
