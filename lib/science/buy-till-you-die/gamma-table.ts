import { digamma, logGamma } from '../numeric/special.ts';

/** log Γ(a + k) for k = 0 … upTo, by the recurrence: one call and `upTo` logarithms. */
export function logGammaTable(a: number, upTo: number): Float64Array {
  const table = new Float64Array(upTo + 1);
  table[0] = logGamma(a);
  for (let k = 0; k < upTo; k++) table[k + 1] = table[k]! + Math.log(a + k);
  return table;
}

/** ψ(a + k) for k = 0 … upTo, by the recurrence. */
export function digammaTable(a: number, upTo: number): Float64Array {
  const table = new Float64Array(upTo + 1);
  table[0] = digamma(a);
  for (let k = 0; k < upTo; k++) table[k + 1] = table[k]! + 1 / (a + k);
  return table;
}

/** The greatest of whole numbers from 0. */
export function greatestOf(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > most) most = values[i]!;
  return most;
}
