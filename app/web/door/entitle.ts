import type { Words } from '#lib/core';
import { type Catalogue, eventTitle, propertyTitle } from '#loop/condition';

type Names = Pick<Catalogue, 'events' | 'properties'>;

/** Sentences of the server quote events and properties by their names; here they get the titles people know them by. */
export function entitled(words: Words, catalogue: Names): Words {
  return {
    zh: words.zh.replace(/「([^」]+)」/g, (_, name: string) => `「${titleOf(name, catalogue).zh}」`),
    en: words.en.replace(/“([^”]+)”/g, (_, name: string) => `“${titleOf(name, catalogue).en}”`),
  };
}

/** The title of an event, or else of a property, of this name. */
export function titleOf(name: string, catalogue: Names): Words {
  const event = eventTitle(catalogue, name);
  if (event.zh !== name || event.en !== name) return event;
  const ofEvent = propertyTitle(catalogue, 'event', name);
  return ofEvent.zh !== name || ofEvent.en !== name ? ofEvent : propertyTitle(catalogue, 'person', name);
}
