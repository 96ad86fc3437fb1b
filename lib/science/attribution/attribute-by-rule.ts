import type { CreditRule } from './credit-rules.ts';
import { checkPaths, type Paths } from './paths.ts';

/**
 * Conversions of each channel when every path shares its own by `rule`; they sum to all conversions.
 * @param direct name of the channel that stands for visits without one, for `lastNonDirect`
 */
export function attributeByRule(paths: Paths, rule: CreditRule, direct?: string): Float64Array {
  const { channels, starts, channelOf, conversions, ages } = checkPaths(paths);
  const directCode = direct === undefined ? -1 : channels.indexOf(direct);
  const credited = new Float64Array(channels.length);
  const credit = new Float64Array(longest(starts));
  for (let i = 0; i < conversions.length; i++) {
    if (conversions[i] === 0) continue;
    const from = starts[i]!;
    const length = starts[i + 1]! - from;
    credit.fill(0, 0, length);
    rule(
      {
        length,
        direct: (step) => channelOf[from + step] === directCode,
        age: (step) => (ages ? ages[from + step]! : length - 1 - step),
      },
      credit,
    );
    for (let step = 0; step < length; step++)
      credited[channelOf[from + step]!]! += conversions[i]! * credit[step]!;
  }
  return credited;
}

function longest(starts: Uint32Array): number {
  let most = 0;
  for (let i = 1; i < starts.length; i++) most = Math.max(most, starts[i]! - starts[i - 1]!);
  return most;
}
