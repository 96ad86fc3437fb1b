import type { Words } from '#lib/core';
import { builtIn, builtInEvent } from './built-in.ts';
import type { Naming } from './naming.ts';
import type { Owner } from './scope.ts';
import { sentProperty } from './sent-properties.ts';

/** What a project's data is made of, as forms offer it. */
export interface Catalogue {
  /** Names of events, the most frequent first. */
  readonly events: readonly { name: string; title?: Words; count: number }[];
  readonly properties: readonly {
    of: Owner;
    name: string;
    title?: Words;
    types: readonly ('text' | 'number' | 'time')[];
    /** How many events or people have it. */
    count?: number;
    /** How often each event carries it, by the event's name. */
    carried?: ReadonlyMap<string, number>;
  }[];
  /** How many people there are. */
  readonly people?: number;
  readonly segments: readonly { id: string; name: string; size: number | null }[];
  /** Values of a property that hold the search, the most frequent first. */
  values(of: Owner, property: string, search: string): Promise<readonly { value: string; count: number }[]>;
}

/** What events and properties are called; without a title a name stands for itself. */
export interface Names {
  readonly events: readonly { name: string; title?: Words }[];
  readonly properties: readonly { of: Owner; name: string; title?: Words }[];
}

/** The title of an event as people read it; its name where it has none. */
export function eventTitle({ events }: Names, name: string): Words {
  return events.find((event) => event.name === name)?.title ?? builtInEvent(name) ?? { zh: name, en: name };
}

/** The title of a property as people read it; its name where it has none. */
export function propertyTitle({ properties }: Names, of: Owner, name: string): Words {
  const titled = properties.find((property) => property.name === name && property.of === of);
  return titled?.title ?? builtIn(of, name)?.words ?? sentProperty(name) ?? { zh: name, en: name };
}

/** How a project's own names are shown in phrases. */
export function namingOf(
  names: Names & { readonly segments: readonly { id: string; name: string }[] },
): Naming {
  return {
    event: (name) => eventTitle(names, name),
    property: (of, name) => propertyTitle(names, of, name),
    segment: (id) => names.segments.find((one) => one.id === id)?.name ?? id,
  };
}
