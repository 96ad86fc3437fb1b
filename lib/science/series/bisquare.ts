import { median } from '../numeric/quantile.ts';

/** Remainders from here on weigh nothing: six median absolute ones (Cleveland 1979). */
const limitOf = (remainder: Float64Array) => 6 * median(remainder.map(Math.abs));

/** Robustness weights: 1 for no remainder, 0 from the limit on; flat within a thousandth of either, as in R's stl. */
export function bisquareWeights(remainder: Float64Array): Float64Array {
  const limit = limitOf(remainder);
  return remainder.map((value) => {
    const size = Math.abs(value);
    return size <= 0.001 * limit ? 1 : size <= 0.999 * limit ? (1 - (size / limit) ** 2) ** 2 : 0;
  });
}

/**
 * Mean slope of weight · remainder by the remainder (ψ′ of Huber 1981, chapter 7): the smaller it is, the further a robust
 * fit gives way to one ordinary value; 1 would be least squares.
 */
export function bisquareSlope(remainder: Float64Array): number {
  const limit = limitOf(remainder);
  let sum = 0;
  for (const value of remainder) {
    const share = value === 0 ? 0 : (value / limit) ** 2;
    if (share < 1) sum += (1 - share) * (1 - 5 * share);
  }
  return sum / remainder.length;
}
