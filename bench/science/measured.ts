import { ownTime } from '../processor-time.ts';
import type { Line } from './section.ts';

/** A line for seconds of this process's own processor time, which other work on the machine does not lengthen; wall time beside it. */
export async function measured<T>(
  what: string,
  limit: number,
  work: () => T | Promise<T>,
): Promise<{ line: Line; answer: T; seconds: number }> {
  const [clock, processor] = [performance.now(), ownTime()];
  const answer = await work();
  const seconds = (ownTime() - processor) / 1000;
  const wall = (performance.now() - clock) / 1000;
  const digits = seconds < 0.1 ? 3 : 2;
  const ours = `${seconds.toFixed(digits)} s (by the clock ${wall.toFixed(digits)} s)`;
  return { line: { what, wanted: `≤ ${limit} s`, ours, met: seconds <= limit }, answer, seconds };
}

/** A line for seconds at growing sizes: the last must not cost more than `slack` times its share of the first. */
export function growth(
  what: string,
  sizes: readonly number[],
  seconds: readonly number[],
  slack: number,
): Line {
  const fold = sizes.at(-1)! / sizes[0]!;
  const cost = seconds.at(-1)! / seconds[0]!;
  return {
    what: `${what}: ${sizes.map((size) => size.toLocaleString('en')).join(' → ')}`,
    wanted: `${fold} × the rows in ≤ ${slack * fold} × the time`,
    ours: `${seconds.map((each) => each.toFixed(3)).join(' → ')} s, ${cost.toFixed(0)} ×`,
    met: cost <= slack * fold,
  };
}

/** A line for a share of runs that should be `wanted`; below 2,000 runs two standard errors of the runs are allowed beyond the tolerance. */
export function share(what: string, hits: number, runs: number, wanted: number, tolerance: number): Line {
  const found = hits / runs;
  const noise = Math.sqrt((wanted * (1 - wanted)) / runs);
  return {
    what,
    wanted: `${(100 * wanted).toFixed(0)} ± ${(100 * tolerance).toFixed(0)} %`,
    ours: `${(100 * found).toFixed(1)} % (noise of ${runs.toLocaleString('en')}: ± ${(200 * noise).toFixed(1)} %)`,
    met: Math.abs(found - wanted) <= tolerance + (runs < 2000 ? 2 * noise : 0),
  };
}
