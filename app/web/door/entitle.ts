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

/** Any known name of an event or a property that stands in a text as a word of its own, by its title. */
export function entitler(catalogue: Names): (words: Words) => Words {
  const titled = [...catalogue.events, ...catalogue.properties].filter(({ title }) => title);
  if (titled.length === 0) return (words) => words;
  const names = titled.map(({ name }) => name).sort((a, b) => b.length - a.length);
  const any = new RegExp(`(?<=^|[\\s(「“])(${names.map(escaped).join('|')})(?=$|[\\s)」”])`, 'g');
  return ({ zh, en }) => ({
    zh: zh.replace(any, (name) => titleOf(name, catalogue).zh),
    en: en.replace(any, (name) => titleOf(name, catalogue).en),
  });
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The title of an event, or else of a property, of this name. */
function titleOf(name: string, catalogue: Names): Words {
  const event = eventTitle(catalogue, name);
  if (event.zh !== name || event.en !== name) return event;
  const ofEvent = propertyTitle(catalogue, 'event', name);
  return ofEvent.zh !== name || ofEvent.en !== name ? ofEvent : propertyTitle(catalogue, 'person', name);
}
