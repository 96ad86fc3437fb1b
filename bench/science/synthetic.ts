import { seededRandom } from '#lib/core';
import { below, type Column, normal, numberColumn, poisson, sigmoid, type Table } from '#lib/science';

/** The set of `../shared/refs/synthetic.py` from our own random numbers: 50 columns, 11 with 5 % missing, 13.5 % ones. */
export interface Synthetic {
  readonly data: Table;
  readonly target: Float64Array;
  /** The chance of a 1 that the target was drawn with: no model can do better. */
  readonly truth: Float64Array;
}

/** Rows of the set: skewed columns, counts, codes and copies that go together; effects that bend and act together. */
export function synthetic(rows: number, seed: number): Synthetic {
  const random = seededRandom(seed);
  const x = Array.from({ length: 50 }, (_, j) => {
    const values = new Float64Array(rows);
    for (let i = 0; i < rows; i++) values[i] = draw(j, random);
    return values;
  });
  for (let j = 45; j < 50; j++) for (let i = 0; i < rows; i++) x[j]![i] = x[j - 45]![i]! + 0.5 * x[j]![i]!;
  const truth = Float64Array.from({ length: rows }, (_, i) =>
    sigmoid(logOdds(x, i) - 2.6 + 0.3 * normal(random)),
  );
  const target = truth.map((chance) => (random() < chance ? 1 : 0));
  for (const j of [0, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
    for (let i = 0; i < rows; i++) if (random() < 0.05) x[j]![i] = Number.NaN;
  const columns: Column[] = x.map((values, j) => numberColumn(`x${j}`, values));
  return { data: { rows, columns }, target, truth };
}

function draw(column: number, random: () => number): number {
  if (column >= 30 && column < 40) return poisson(random, 2);
  if (column >= 40 && column < 45) return below(random, 8);
  const value = normal(random);
  return column >= 20 && column < 30 ? Math.exp(value) : value;
}

function logOdds(x: readonly Float64Array[], i: number): number {
  const at = (j: number) => x[j]![i]!;
  return (
    0.8 * at(0) -
    0.6 * at(1) +
    0.5 * at(2) * at(3) +
    (at(4) > 0.5 && at(5) < 0 ? 0.7 : 0) +
    0.4 * Math.sin(2 * at(6)) +
    0.3 * Math.log1p(at(20)) -
    0.25 * Math.min(at(21), 3) +
    0.15 * at(30) -
    (at(31) === 0 ? 0.3 : 0) +
    ([1, 4, 6].includes(at(40)) ? 0.6 : 0) -
    0.4 * Math.abs(at(7)) +
    (at(41) > 4 ? 0.3 * at(8) : 0)
  );
}
