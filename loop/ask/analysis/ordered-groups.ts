import type { Group } from './breakdown.ts';
import { naturalOrder } from './natural-order.ts';

/** The place of each group whose values are levels of one scale, by its JSON; what has no value, and the rest, has none. */
export function naturalPlaces(
  groups: readonly (Group | undefined)[],
): ReadonlyMap<string, number> | undefined {
  const valued = groups.flatMap((group) => (Array.isArray(group) ? [group] : []));
  if (valued.some(({ length }) => length > 1)) return undefined;
  const order = naturalOrder(valued.flatMap(([value]) => (value ? [value] : [])));
  return order && new Map([...order].map(([value, place]) => [JSON.stringify([value]), place]));
}

/** Groups from the least level to the most where their values have an order of their own, then the others as they were. */
export function inNaturalOrder<G>(groups: readonly G[], groupOf: (one: G) => Group | undefined): G[] {
  const levels = naturalPlaces(groups.map(groupOf));
  if (!levels) return [...groups];
  const placeOf = (one: G) => levels.get(JSON.stringify(groupOf(one))) ?? levels.size;
  return groups.toSorted((a, b) => placeOf(a) - placeOf(b));
}
