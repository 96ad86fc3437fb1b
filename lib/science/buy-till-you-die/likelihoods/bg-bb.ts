import { logSumExp } from '../../numeric/special.ts';
import { betaTables } from '../beta-table.ts';
import { greatestOf } from '../gamma-table.ts';
import type { LikelihoodInput } from '../purchase-process.ts';

/**
 * BG/BB (Fader, Hardie & Shang 2010): log-likelihood and its slopes in α, β, γ, δ. One who bought at x of n opportunities,
 * last at t_x, was last alive at opportunity j = t_x … n; each j has the probability
 * B(α+x, β+j−x)/B(α, β) · B(γ+1, δ+j)/B(γ, δ), the last one with B(γ, δ+n) instead: alive still.
 */
export function bgBbLikelihood({ parameters, frequency, recency, age, weights }: LikelihoodInput): number[] {
  const upTo = greatestOf(age) + 2;
  const buying = betaTables(parameters[0]!, parameters[1]!, upTo);
  const leaving = betaTables(parameters[2]!, parameters[3]!, upTo);
  const sums = [0, 0, 0, 0, 0];
  const logs = new Float64Array(upTo);
  for (let i = 0; i < frequency.length; i++) {
    const [x, last, n] = [frequency[i]!, recency[i]!, age[i]!];
    const ways = logs.subarray(0, n - last + 1);
    for (let j = last; j <= n; j++)
      ways[j - last] = buying.log(x, j - x) + (j < n ? leaving.log(1, j) : leaving.log(0, n));
    const total = logSumExp(ways);
    sums[0]! += weights[i]! * total;
    for (let j = last; j <= n; j++) {
      const share = weights[i]! * Math.exp(ways[j - last]! - total);
      const left = j < n ? 1 : 0;
      sums[1]! += share * buying.byA(x, j - x);
      sums[2]! += share * buying.byB(x, j - x);
      sums[3]! += share * leaving.byA(left, j);
      sums[4]! += share * leaving.byB(left, j);
    }
  }
  return sums;
}
