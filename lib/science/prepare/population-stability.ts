import { allMissing, wrongKind } from '../faults.ts';
import { quantileOfSorted, sorted } from '../numeric/quantile.ts';
import type { Column } from '../table.ts';
import { binOf } from './binning.ts';

/** What the population stability index is made of: a bin or level, its share before and now, and its part of the index. */
export interface StabilityPart {
  readonly label: string;
  readonly before: number;
  readonly now: number;
  readonly part: number;
}

export interface PopulationStability {
  /** Below 0.1 little change, above 0.25 much, by custom (Siddiqi 2006). */
  readonly psi: number;
  readonly parts: readonly StabilityPart[];
}

/**
 * Population stability index of a column between training and now: Σ (now − before) · log(now / before) over tenths of the
 * training rows, or levels, and a part for missing values. An empty part counts as half a row.
 */
export function populationStability(before: Column, now: Column, bins = 10): PopulationStability {
  const [first, second] = counted(before, now, bins);
  const labels = [...new Set([...first.keys(), ...second.keys()])];
  const total = (counts: Map<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [all, allNow] = [total(first), total(second)];
  if (all === 0 || allNow === 0) throw allMissing({ what: before.name });
  const parts = labels.map((label): StabilityPart => {
    const b = Math.max(first.get(label) ?? 0, 0.5) / all;
    const n = Math.max(second.get(label) ?? 0, 0.5) / allNow;
    return { label, before: b, now: n, part: (n - b) * Math.log(n / b) };
  });
  return { psi: parts.reduce((sum, { part }) => sum + part, 0), parts };
}

function counted(before: Column, now: Column, bins: number): [Map<string, number>, Map<string, number>] {
  if (before.kind === 'category' && now.kind === 'category') return [byLevel(before), byLevel(now)];
  if (before.kind !== 'number' || now.kind !== 'number')
    throw wrongKind({ name: now.name, given: now.kind, expected: before.kind });
  const ascending = sorted(before.values);
  const cuts = Array.from({ length: bins - 1 }, (_, at) => quantileOfSorted(ascending, (at + 1) / bins));
  const inside = [...new Set(cuts)].filter((cut) => cut > ascending[0]!);
  return [byBin(before.values, inside), byBin(now.values, inside)];
}

function byLevel({ codes, levels }: Extract<Column, { kind: 'category' }>): Map<string, number> {
  return count(codes, (code) => levels[code] ?? 'missing');
}

function byBin(values: Float64Array, cuts: readonly number[]): Map<string, number> {
  return count(values, (value) => (Number.isNaN(value) ? 'missing' : `bin ${binOf(cuts, value) + 1}`));
}

function count(values: ArrayLike<number>, label: (value: number) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let row = 0; row < values.length; row++) {
    const name = label(values[row]!);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
