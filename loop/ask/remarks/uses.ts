import type { Owner } from '#loop/condition';

/** A property that a question names. */
export interface PropertyUse {
  readonly of: Owner;
  readonly name: string;
  /** Whether only its numbers count. */
  readonly asNumber: boolean;
}

/** What a question names of the data. */
export interface Uses {
  readonly events: readonly string[];
  readonly properties: readonly PropertyUse[];
}

const NUMERIC = new Set(['greater', 'atLeast', 'less', 'atMost', 'between']);
/** What is not added up but told apart. */
const TOLD_APART = 'distinct';

/** Events and properties named anywhere in a question; those that the product makes itself are not looked for. */
export function usesOf(question: unknown): Uses {
  const events = new Set<string>();
  const properties = new Map<string, PropertyUse>();
  const use = (of: Owner, name: unknown, asNumber: boolean) => {
    if (typeof name !== 'string' || name.startsWith('$')) return;
    const key = `${of}:${name}`;
    properties.set(key, { of, name, asNumber: asNumber || (properties.get(key)?.asNumber ?? false) });
  };
  const walk = (part: unknown, owner: Owner): void => {
    if (Array.isArray(part)) for (const one of part) walk(one, owner);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return;
    const { event, property, of, op, count, value, values, ...rest } = part as Record<string, unknown>;
    if (typeof event === 'string' && event !== '*' && !event.startsWith('$')) events.add(event);
    if (typeof property === 'string') {
      const numeric = NUMERIC.has(String(op)) || (Array.isArray(values) && values.every(isNumber));
      use(of === 'event' || of === 'person' ? of : owner, property, op !== undefined && numeric);
    }
    for (const [measure, name] of Object.entries(typeof count === 'object' ? (count ?? {}) : {}))
      use('event', name, measure !== TOLD_APART);
    if (typeof value === 'object' && value !== null) use('event', (value as { of?: unknown }).of, true);
    const inner = typeof event === 'string' ? 'event' : owner;
    for (const [key, one] of Object.entries(rest)) walk(one, key === 'who' ? 'person' : inner);
  };
  walk(question, 'event');
  return { events: [...events], properties: [...properties.values()] };
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}
