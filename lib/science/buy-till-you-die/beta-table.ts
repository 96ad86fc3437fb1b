import { digammaTable, logGammaTable } from './gamma-table.ts';

/** log B(a+i, b+j)/B(a, b) and its slopes in a and b, looked up for i, j and i + j up to `upTo`. */
export function betaTables(a: number, b: number, upTo: number) {
  const [gammaA, gammaB, gammaAB] = [a, b, a + b].map((from) => logGammaTable(from, upTo)) as Three;
  const [slopeA, slopeB, slopeAB] = [a, b, a + b].map((from) => digammaTable(from, upTo)) as Three;
  const none = gammaA[0]! + gammaB[0]! - gammaAB[0]!;
  return {
    log: (i: number, j: number) => gammaA[i]! + gammaB[j]! - gammaAB[i + j]! - none,
    byA: (i: number, j: number) => slopeA[i]! - slopeAB[i + j]! - slopeA[0]! + slopeAB[0]!,
    byB: (i: number, j: number) => slopeB[j]! - slopeAB[i + j]! - slopeB[0]! + slopeAB[0]!,
  };
}

type Three = [Float64Array, Float64Array, Float64Array];
