import { constantColumn } from '../faults.ts';
import { type Matrix, row } from '../numeric/matrix.ts';
import { spreadOfGroups, squaredDistance } from './spread-of-groups.ts';

/** Mean over the groups of the worst (own + other spread) / distance of the centres (Davies & Bouldin 1979); less is better. */
export function daviesBouldin(points: Matrix, labels: Int32Array): number {
  const { sizes, centres } = spreadOfGroups(points, labels);
  const spread = new Float64Array(sizes.length);
  for (const [i, label] of labels.entries())
    if (label >= 0)
      spread[label]! += Math.sqrt(squaredDistance(row(points, i), centres[label]!)) / sizes[label]!;
  const groups = Array.from(sizes.keys()).filter((c) => sizes[c]! > 0);
  const distance = (a: number, b: number) => {
    const square = squaredDistance(centres[a]!, centres[b]!);
    if (square === 0) throw constantColumn({ what: 'the centre of two groups' });
    return Math.sqrt(square);
  };
  const worst = (c: number) =>
    Math.max(
      ...groups
        .filter((other) => other !== c)
        .map((other) => (spread[c]! + spread[other]!) / distance(c, other)),
    );
  return groups.reduce((total, c) => total + worst(c), 0) / groups.length;
}
