import { ThunderboltOutlined, UserOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Words } from '#lib/core';
import { formatFull, type Option } from '#lib/ui';
import { builtIn, builtInsOf, ownEvents } from '../built-in.ts';
import { type Catalogue, eventTitle, propertyTitle } from '../catalogue.ts';
import type { Owner } from '../scope.ts';
import { line, option, type Say } from './options.tsx';
import { text } from './text.ts';

/** Which properties are offered, and how they are counted. */
export interface Offer {
  readonly owners: readonly Owner[];
  /** The events that are asked about; all of them when none is named, or any. */
  readonly events?: readonly string[];
  /** Whether people are grouped by it: by a moment or an id nobody can be. */
  readonly grouping?: boolean;
}

type Property = Catalogue['properties'][number];
type Section = 'event' | 'person' | 'system' | 'elsewhere';

const sections: Record<Section, Words> = {
  event: text.eventProperties,
  person: text.personProperties,
  system: text.systemProperties,
  elsewhere: text.elsewhere,
};
const icons: Record<Owner, ReactNode> = {
  event: <ThunderboltOutlined aria-hidden />,
  person: <UserOutlined aria-hidden />,
};
export const ownerWords: Record<Owner, Words> = { event: text.eventProperty, person: text.personProperty };

export const keyOf = (of: Owner, name: string) => `${of}:${name}`;

/** Owner and name of a property chosen in a list. */
export function ownedProperty(value: string): { of: Owner; property: string } {
  const cut = value.indexOf(':');
  return { of: value.slice(0, cut) as Owner, property: value.slice(cut + 1) };
}

/** As what a property is kept; text where nothing is known of it. */
export function typesOf({ properties }: Catalogue, of: Owner, name: string): Property['types'] {
  const known = properties.find((one) => one.of === of && one.name === name);
  return known?.types ?? [builtIn(of, name)?.type ?? 'text'];
}

/** The properties to choose from, by sections: what is filled most stands first, what the events lack last. */
export function propertyOptions(catalogue: Catalogue, say: Say, offer: Offer): Option[] {
  const asked = askedEvents(catalogue, offer.events ?? []);
  const offered = offer.owners.flatMap((of) => [
    ...catalogue.properties.filter((one) => one.of === of),
    ...builtIns(of, offer),
  ]);
  const placed = offered.map((property) => {
    const { count, total } = filled(property, catalogue, asked);
    const absent = count === 0 && property.of === 'event';
    const section: Section = absent ? 'elsewhere' : property.name.startsWith('$') ? 'system' : property.of;
    return { property, section, count, total };
  });
  return (Object.keys(sections) as Section[]).flatMap((section) =>
    placed
      .filter((one) => one.section === section)
      .sort((a, b) => (b.count ?? 0) - (a.count ?? 0))
      .map(({ property, count, total }) => ({
        ...plainOption(catalogue, say, property),
        ...(section !== 'elsewhere' && { count, ...(count && total && { share: count / total }) }),
        ...(section === 'elsewhere' && { muted: true }),
        group: say(sections[section]),
        about: about(property, { catalogue, say, count, total }),
      })),
  );
}

/** One property, as it stands in a list or in a sentence. */
export function plainOption(
  catalogue: Catalogue,
  say: Say,
  { of, name }: Pick<Property, 'of' | 'name'>,
): Option {
  return { ...option(keyOf(of, name), name, propertyTitle(catalogue, of, name), say), icon: icons[of] };
}

function builtIns(of: Owner, { events = [], grouping = false }: Offer): Property[] {
  const oneEvent = events.length === 1 && events[0] !== '*';
  return [...builtInsOf(of)]
    .filter(
      ([name, { type, isId }]) =>
        !(grouping && (type === 'time' || isId)) && !(oneEvent && name === '$event'),
    )
    .map(([name, { type }]) => ({ of, name, types: [type] }));
}

/** The names of the events asked about, and how often they happened. */
function askedEvents({ events }: Catalogue, names: readonly string[]) {
  const any = names.length === 0 || names.includes('*');
  const asked = events.filter(({ name }) => (any ? !ownEvents.includes(name) : names.includes(name)));
  return {
    names: new Set(asked.map(({ name }) => name)),
    total: asked.reduce((sum, { count }) => sum + count, 0),
  };
}

interface Filled {
  readonly count: number | undefined;
  readonly total: number | undefined;
}

function filled(
  { of, count, carried }: Property,
  { people }: Catalogue,
  asked: ReturnType<typeof askedEvents>,
): Filled {
  if (of === 'person') return { count, total: people };
  if (!carried) return { count, total: undefined };
  let has = 0;
  for (const [event, times] of carried) if (asked.names.has(event)) has += times;
  return { count: has, total: asked.total };
}

const typeWords = { text: text.asText, number: text.asNumber, time: text.asTime };

function about(
  { of, name, types, carried }: Property,
  { catalogue, say, count, total }: Filled & { readonly catalogue: Catalogue; readonly say: Say },
): string {
  const title = say(propertyTitle(catalogue, of, name));
  const where = [...(carried?.keys() ?? [])].slice(0, 3).map((event) => eventTitle(catalogue, event));
  const coverage =
    count === 0 && of === 'event'
      ? only(where)
      : count !== undefined && total !== undefined
        ? share[of](formatFull(count), formatFull(total))
        : undefined;
  return line(
    say(ownerWords[of]),
    title === name ? undefined : name,
    types.map((type) => say(typeWords[type])).join('/'),
    coverage && say(coverage),
  );
}

const share: Record<Owner, (count: string, total: string) => Words> = {
  event: (count, total) => ({
    zh: `${total} 次事件中 ${count} 次有值`,
    en: `on ${count} of ${total} events`,
  }),
  person: (count, total) => ({
    zh: `${total} 位用户中 ${count} 位有值`,
    en: `known of ${count} of ${total} people`,
  }),
};

function only(events: readonly Words[]): Words {
  return {
    zh: `出现在 ${events.map(({ zh }) => zh).join('、')}`,
    en: `on ${events.map(({ en }) => en).join(', ')}`,
  };
}
