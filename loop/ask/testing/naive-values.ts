import type { Breakdown } from '../analysis/question.ts';
import { traitOf } from './naive-match.ts';
import { type Happening, rootOf, type World } from './world.ts';

type ByProperty = Exclude<Breakdown, { inSegment: string }>;

/** What a property of an event is called as a value. */
export function labelOf({ event, texts, numbers }: Happening, property: string): string | null {
  if (property === '$event') return event;
  return texts?.[property] ?? numbers?.[property]?.toString() ?? null;
}

/** In the tests the segment `c` is whoever ever did the event `c`. */
function isMember(world: World, person: string, event: string): boolean {
  return world.events.some((one) => one.event === event && rootOf(world, one.user) === person);
}

/** The value of one breakdown, for a person and the event that it is read off. */
export function ownValue(
  world: World,
  one: Breakdown,
  person: string,
  event: Happening | undefined,
): string | null {
  if ('inSegment' in one) return isMember(world, person, one.inSegment) ? '$member' : '$notMember';
  if (one.of === 'person') return traitOf(world, person, one.property) ?? null;
  return event ? eventValueOf(one, event) : null;
}

/** The value of a breakdown by a property of events. */
export function eventValueOf({ property, edges }: ByProperty, event: Happening): string | null {
  return edges ? binOf(event.numbers?.[property], edges) : labelOf(event, property);
}

function binOf(number: number | undefined, edges: readonly number[]): string | null {
  if (number === undefined) return null;
  for (let i = edges.length - 1; i >= 0; i--) {
    if (number < edges[i]!) continue;
    return i === edges.length - 1 ? `≥ ${edges[i]}` : `${edges[i]} – ${edges[i + 1]}`;
  }
  return `< ${edges[0]}`;
}

/** The values of a single breakdown by bins or members, in their own order; all of them are shown. */
export function naiveLevels(by: readonly Breakdown[]): (string | null)[] | undefined {
  const [one] = by;
  if (!one || by.length !== 1) return undefined;
  if ('inSegment' in one) return ['$member', '$notMember', null];
  if (!one.edges) return undefined;
  const beside = one.edges.map((edge) => binOf(edge, one.edges!));
  return [`< ${one.edges[0]}`, ...beside, null];
}
