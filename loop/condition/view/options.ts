import type { Words } from '#lib/core';
import type { Option } from '#lib/ui';
import { type Catalogue, eventTitle, propertyTitle } from '../catalogue.ts';
import type { Owner } from '../scope.ts';
import { text } from './text.ts';

type Say = (words: Words) => string;

/** What is written also finds what it is called in the other language. */
function option(value: string, title: Words, say: Say): Option {
  return { value, label: say(title), keywords: `${title.zh} ${title.en} ${value}` };
}

/** The events of a project to choose from; "any event" first when it may be chosen. */
export function eventOptions(catalogue: Catalogue, say: Say, any: boolean): Option[] {
  const named = catalogue.events.map(({ name, count }) => ({
    ...option(name, eventTitle(catalogue, name), say),
    count,
  }));
  return any ? [option('*', eventTitle(catalogue, '*'), say), ...named] : named;
}

const groups: Record<Owner, Words> = { event: text.eventProperties, person: text.personProperties };

/** The properties of the given owners; values are `owner:name`. */
export function propertyOptions(catalogue: Catalogue, say: Say, owners: readonly Owner[]): Option[] {
  return owners.flatMap((of) =>
    catalogue.properties
      .filter((property) => property.of === of)
      .map(({ name }) => ({
        ...option(`${of}:${name}`, propertyTitle(catalogue, of, name), say),
        ...(owners.length > 1 && { group: say(groups[of]) }),
      })),
  );
}

/** Owner and name of a property chosen in a list. */
export function ownedProperty(value: string): { of: Owner; property: string } {
  const cut = value.indexOf(':');
  return { of: value.slice(0, cut) as Owner, property: value.slice(cut + 1) };
}
