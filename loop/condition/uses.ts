import { withNode } from './nodes/index.ts';
import { isCondition } from './nodes/kinds.ts';
import type { Owner } from './scope.ts';

/** A property that is referred to. */
export interface PropertyUse {
  readonly of: Owner;
  readonly name: string;
  /** Whether only its numbers count. */
  readonly asNumber: boolean;
}

/** What is referred to; what the product makes itself is left out. */
export interface Uses {
  readonly events: readonly string[];
  readonly properties: readonly PropertyUse[];
  readonly segments: readonly string[];
  /** How many comparisons, events and segments conditions name, each as often as it stands there. */
  readonly conditions: number;
}

/** What a part of a question refers to that is no condition, beside what stands in it. */
export type MoreUses = (
  part: Readonly<Record<string, unknown>>,
  property: (of: Owner, name: unknown, asNumber: boolean) => void,
) => void;

/**
 * What a condition refers to, or anything that holds conditions and events: the one walk through them. `who` holds what is
 * said of people; all else is said of events.
 */
export function usesOf(value: unknown, subject: Owner = 'event', more?: MoreUses): Uses {
  const events = new Set<string>();
  const properties = new Map<string, PropertyUse>();
  const segments = new Set<string>();
  let conditions = 0;
  const property = (of: Owner, name: unknown, asNumber: boolean) => {
    if (typeof name !== 'string' || name === '' || name.startsWith('$')) return;
    const key = `${of}:${name}`;
    properties.set(key, { of, name, asNumber: asNumber || (properties.get(key)?.asNumber ?? false) });
  };
  const walk = (part: unknown, owner: Owner): void => {
    if (Array.isArray(part)) for (const one of part) walk(one, owner);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return;
    if (isCondition(part))
      withNode(part, (node, one) => {
        if (node.counts) conditions++;
        node.uses(one, {
          subject: owner,
          property,
          segment: (id) => segments.add(id),
          inner: (inner) => walk(inner, owner),
        });
      });
    else walkPart(part as Readonly<Record<string, unknown>>, owner);
  };
  const walkPart = (part: Readonly<Record<string, unknown>>, owner: Owner): void => {
    const { event, property: name, of } = part;
    if (typeof event === 'string' && event !== '*' && !event.startsWith('$')) events.add(event);
    property(of === 'event' || of === 'person' ? of : owner, name, false);
    more?.(part, property);
    const inner = typeof event === 'string' ? 'event' : owner;
    for (const [key, one] of Object.entries(part)) walk(one, key === 'who' ? 'person' : inner);
  };
  walk(value, subject);
  return { events: [...events], properties: [...properties.values()], segments: [...segments], conditions };
}
