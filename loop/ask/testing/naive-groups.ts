import type { Group } from '../analysis/breakdown.ts';

interface Valued {
  readonly values: readonly (string | null)[];
}

/**
 * The groups that an answer shows, the one with the most rows first (ties by value), then all the rest; where values have
 * an order of their own, all in this.
 */
export function naiveGroups<R extends Valued>(
  rows: readonly R[],
  top: number,
  weight: (row: R) => number,
  levels?: readonly (string | null)[],
): { group: Group; rows: R[] }[] {
  const byValues = [...grouped(rows, ({ values }) => JSON.stringify(values)).values()].map((own) => ({
    group: [...own[0]!.values] as Group,
    rows: own,
    weight: own.reduce((sum, row) => sum + weight(row), 0),
  }));
  const bytes = (group: Group) => (group as (string | null)[]).map((value) => Buffer.from(value ?? '\0'));
  if (levels) return levels.flatMap((level) => byValues.filter(({ group }) => group[0] === level));
  byValues.sort((a, b) => b.weight - a.weight || compare(bytes(a.group), bytes(b.group)));
  const rest = byValues.slice(top).flatMap((one) => one.rows);
  const shown = byValues.slice(0, top).map(({ group, rows: own }) => ({ group, rows: own }));
  return rest.length > 0 ? [...shown, { group: 'other', rows: rest }] : shown;
}

function compare(a: readonly Buffer[], b: readonly Buffer[]): number {
  for (const [i, bytes] of a.entries()) {
    const order = Buffer.compare(bytes, b[i]!);
    if (order !== 0) return order;
  }
  return 0;
}

/** The rows apart by a key, in the order of their first. */
export function grouped<R, K>(rows: readonly R[], keyOf: (row: R) => K): Map<K, R[]> {
  const groups = new Map<K, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
