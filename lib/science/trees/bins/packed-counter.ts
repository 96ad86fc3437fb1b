import { noSums } from '../best-split.ts';
import type { BinSums } from '../sums.ts';
import { gradientSteps, radix, type Steps } from './packed-gradients.ts';

/**
 * Counts bins of a few rows: which of the 256 bins were met is marked in eight words, so that neither clearing nor reading
 * costs more than there are rows.
 */
export function packedCounter(
  columns: readonly Uint8Array[],
  packed: Float64Array,
  steps: Steps,
): (feature: number, rows: Int32Array) => BinSums {
  const histogram = new Float64Array(256);
  const met = new Int32Array(8);
  const sums = noSums();
  return (feature, rows) => {
    const bins = columns[feature]!;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const bin = bins[row]!;
      histogram[bin]! += packed[row]!;
      met[bin >> 5]! |= 1 << (bin & 31);
    }
    takeMet(sums, histogram, met, steps);
    return sums;
  };
}

function takeMet(sums: BinSums, histogram: Float64Array, met: Int32Array, steps: Steps): void {
  const { bin, gradient, hessian } = sums;
  let size = 0;
  for (let word = 0; word < 8; word++) {
    for (let rest = met[word]!; rest !== 0; rest &= rest - 1) {
      const place = word * 32 + 31 - Math.clz32(rest & -rest);
      const packed = histogram[place]!;
      const whole = gradientSteps(packed);
      bin[size] = place;
      gradient[size] = whole / steps.gradient;
      hessian[size++] = (packed - whole * radix) / steps.hessian;
      histogram[place] = 0;
    }
    met[word] = 0;
  }
  sums.size = size;
}
