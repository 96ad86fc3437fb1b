import { properShare } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { normalQuantile } from '../numeric/distributions.ts';
import type { Estimates } from './likelihoods/maximise.ts';

/** Confidence intervals of the parameters, exact under normality of their logarithms; null where the likelihood is flat. */
export function parameterIntervals<Name extends string>(
  { parameters, logCovariance }: Estimates<Name>,
  level = 0.95,
): Record<Name, { low: number; high: number }> | null {
  properShare('level', level);
  if (!logCovariance) return null;
  const z = normalQuantile((1 + level) / 2);
  const entries = (Object.entries(parameters) as [Name, number][]).map(([name, value], k) => {
    const fold = Math.exp(z * Math.sqrt(logCovariance[k]![k]!));
    return [name, { low: value / fold, high: value * fold }];
  });
  return Object.fromEntries(entries);
}

/**
 * A number that follows from the parameters (say expected purchases of a customer) with its standard error by the delta
 * method; the error is null where the likelihood is flat.
 */
export function estimateOf<Name extends string>(
  { parameters, logCovariance }: Estimates<Name>,
  f: (parameters: Readonly<Record<Name, number>>) => number,
): { value: number; standardError: number | null } {
  const value = f(parameters);
  if (!Number.isFinite(value)) throw outOfRange({ what: 'the estimate', given: value, allowed: 'finite' });
  if (!logCovariance) return { value, standardError: null };
  const step = 1e-4;
  const slopes = (Object.keys(parameters) as Name[]).map((name) => {
    const moved = (by: number) => f({ ...parameters, [name]: parameters[name] * Math.exp(by) });
    return (moved(step) - moved(-step)) / (2 * step);
  });
  let variance = 0;
  for (const [i, a] of slopes.entries())
    for (const [j, b] of slopes.entries()) variance += a * b * logCovariance[i]![j]!;
  return { value, standardError: Math.sqrt(Math.max(0, variance)) };
}
